package io.emend.scenes.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.scenes.ShapeColor;
import org.junit.jupiter.api.Test;

class LightTest {

  @Test
  void whiteLeavesColorsAsTheyAre() {
    for (ShapeColor color : ShapeColor.values()) {
      assertThat(Light.WHITE.on(color.rgb())).isEqualTo(color.rgb());
    }
  }

  @Test
  void eachChannelKeepsItsShare() {
    assertThat(new Light(100, 50, 10).on(0xFF8064)).isEqualTo(0xFF400A);
  }

  @Test
  void aShareBeyondTheWholeIsRefused() {
    assertThatThrownBy(() -> new Light(100, 101, 100))
        .hasMessage("green must be 0 to 100 percent, was 101");
    assertThatThrownBy(() -> new Light(100, 100, -1))
        .hasMessage("blue must be 0 to 100 percent, was -1");
  }
}
