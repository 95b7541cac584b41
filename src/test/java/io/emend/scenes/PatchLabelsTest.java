package io.emend.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatchLabelsTest {
  private static final Background BLACK = new Background(Texture.FLAT, 0, 0, 1);
  private static final int MIDDLE = 3 * 8 + 3;
  private static final List<String> BLUE_SQUARE = List.of("blue", "square", "big");

  private static Scene square() {
    SceneObject object =
        new SceneObject(ShapeColor.BLUE, ShapeKind.SQUARE, ShapeSize.BIG, 0x2D50D7, 32, 32, 13);
    return new Scene(List.of(object), BLACK, 0, 0);
  }

  /** Half the side of the square is 11.4: it fills four patches and reaches 3 pixels further. */
  @Test
  void aPatchIsNamedWhereAQuarterOfItIsCovered() {
    List<List<String>> words = PatchLabels.words(square());
    assertThat(Collections.frequency(words, BLUE_SQUARE)).isEqualTo(12);
  }

  @Test
  void thePatchesUnderAnObjectCarryItsColorShapeAndSize() {
    assertThat(PatchLabels.words(square()).get(MIDDLE)).isEqualTo(BLUE_SQUARE);
  }

  @Test
  void aPatchOfBackgroundIsNamedNone() {
    assertThat(PatchLabels.words(square()).get(0)).containsOnly(PatchLabels.NONE);
  }

  @Test
  void everyObjectOfAPlainSceneNamesAPatch() {
    SceneSource source = SceneSource.open("plain/train");
    for (int i = 0; i < 1_000; i++) {
      Scene scene = source.scene(i);
      assertThat(PatchLabels.words(scene))
          .hasSize(64)
          .containsAll(scene.objects().stream().map(PatchLabelsTest::words).toList());
    }
  }

  private static List<String> words(SceneObject object) {
    return List.of(object.color().word(), object.shape().word(), object.size().word());
  }
}
