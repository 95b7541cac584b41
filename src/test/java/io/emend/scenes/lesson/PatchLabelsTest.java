package io.emend.scenes.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.SceneSource;
import io.emend.scenes.ShapeColor;
import io.emend.scenes.ShapeKind;
import io.emend.scenes.ShapeSize;
import io.emend.scenes.picture.Background;
import io.emend.scenes.picture.Texture;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    assertThat(words(square())).filteredOn(BLUE_SQUARE::equals).hasSize(12);
  }

  @Test
  void thePatchesUnderAnObjectCarryItsColorShapeAndSize() {
    assertThat(words(square()).get(MIDDLE)).isEqualTo(BLUE_SQUARE);
  }

  @Test
  void aPatchOfBackgroundIsNamedNone() {
    assertThat(words(square()).get(0)).containsOnly(PatchLabels.NONE);
  }

  @Test
  void everyObjectOfAPlainSceneNamesAPatch() {
    SceneSource source = SceneSource.open("plain/train");
    for (int i = 0; i < 1_000; i++) {
      Scene scene = source.scene(i);
      assertThat(words(scene))
          .hasSize(64)
          .containsAll(scene.objects().stream().map(PatchLabelsTest::words).toList());
    }
  }

  private static List<List<String>> words(Scene scene) {
    return Stream.of(PatchLabels.of(scene)).map(PatchLabelsTest::words).toList();
  }

  private static List<String> words(int[] label) {
    return IntStream.range(0, label.length)
        .mapToObj(aspect -> PatchLabels.ASPECTS.get(aspect).get(label[aspect]))
        .toList();
  }

  private static List<String> words(SceneObject object) {
    return List.of(object.color().word(), object.shape().word(), object.size().word());
  }
}
