package io.emend.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatchLabelsTest {
  private static final Background BLACK = new Background(Texture.FLAT, 0, 0, 1);
  private static final int MIDDLE = 3 * 8 + 3;

  private static Scene square() {
    SceneObject object =
        new SceneObject(ShapeColor.BLUE, ShapeKind.SQUARE, ShapeSize.BIG, 0x2D50D7, 32, 32, 13);
    return new Scene(List.of(object), BLACK, 0, 0);
  }

  /** Half the side of the square is 11.4: it fills four patches and reaches 3 pixels further. */
  @Test
  void aPatchIsNamedWhereAQuarterOfItIsCovered() {
    List<String> words = PatchLabels.COLORS.words(square());
    assertThat(Collections.frequency(words, "blue")).isEqualTo(12);
  }

  @Test
  void thePatchesUnderAnObjectCarryItsColor() {
    assertThat(PatchLabels.COLORS.words(square()).get(MIDDLE)).isEqualTo("blue");
  }

  @Test
  void thePatchesUnderAnObjectCarryItsShape() {
    assertThat(PatchLabels.SHAPES.words(square()).get(MIDDLE)).isEqualTo("square");
  }

  @Test
  void aPatchOfBackgroundIsNamedNone() {
    assertThat(PatchLabels.SHAPES.words(square()).get(0)).isEqualTo("none");
  }

  @Test
  void everyObjectOfAPlainSceneNamesAPatch() {
    SceneSource source = SceneSource.open("plain/train");
    for (int i = 0; i < 1_000; i++) {
      Scene scene = source.scene(i);
      assertThat(PatchLabels.SHAPES.words(scene))
          .hasSize(64)
          .containsAll(scene.objects().stream().map(object -> object.shape().word()).toList());
    }
  }
}
