package io.emend.model.rope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotaryAxesTest {

  @Test
  void withoutSectionsAllChannelsHaveTheOneAxis() {
    assertThat(RotaryAxes.ONE.ofChannels(4)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void axesThatFollowOneAnotherHaveTheirSections() {
    assertThat(new RotaryAxes(List.of(2, 3, 3), false).ofChannels(16))
        .containsExactly(0, 0, 1, 1, 1, 2, 2, 2, 0, 0, 1, 1, 1, 2, 2, 2);
  }

  @Test
  void interleavedAxesTakeTurnsAndWhatIsOverIsTheFirstOnes() {
    assertThat(new RotaryAxes(List.of(4, 2, 2), true).ofChannels(16))
        .containsExactly(0, 1, 2, 0, 1, 2, 0, 0, 0, 1, 2, 0, 1, 2, 0, 0);
  }

  @Test
  void sectionsThatDoNotMakeUpAHeadAreRefused() {
    assertThatThrownBy(() -> new RotaryAxes(List.of(2, 2), false).ofChannels(16))
        .isInstanceOf(EmendException.class);
  }
}
