package io.emend.model.rope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import org.junit.jupiter.api.Test;

class PositionsTest {
  /** Two tokens of text, a picture of two by two, one token of text. */
  private static final Positions GRID =
      new Positions(
          new int[][] {{0, 1, 2, 2, 2, 2, 4}, {0, 1, 2, 2, 3, 3, 4}, {0, 1, 2, 3, 2, 3, 4}}, 5);

  @Test
  void tokensOfOneAxisStandAtTheirIndex() {
    assertThat(Positions.sequential(3)).isEqualTo(new Positions(new int[][] {{0, 1, 2}}, 3));
  }

  @Test
  void aSliceHasTheSameTokensOfEachAxis() {
    assertThat(GRID.slice(3, 5).axes()).isDeepEqualTo(new int[][] {{2, 2}, {2, 3}, {3, 2}});
  }

  @Test
  void whatFollowsGoesOnAlikeOnAllAxes() {
    assertThat(GRID.following(2)).isEqualTo(new Positions(new int[][] {{5, 6}, {5, 6}, {5, 6}}, 7));
  }

  @Test
  void anAxisComesAfterTheOther() {
    assertThat(GRID.slice(2, 4).flat()).containsExactly(2, 2, 2, 2, 2, 3);
  }

  @Test
  void axesOfUnlikeLengthAreRefused() {
    assertThatThrownBy(() -> new Positions(new int[][] {{0, 1}, {0}}, 2))
        .isInstanceOf(EmendException.class);
  }
}
