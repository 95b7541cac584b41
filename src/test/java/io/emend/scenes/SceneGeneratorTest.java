package io.emend.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.scenes.picture.Background;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SceneGeneratorTest {

  private static List<Scene> scenes(Domain domain) {
    SceneRandom random = new SceneRandom(1);
    SceneGenerator generator = new SceneGenerator(domain.style());
    return IntStream.range(0, 2_000).mapToObj(i -> generator.scene(random)).toList();
  }

  @ParameterizedTest
  @EnumSource(Domain.class)
  void everyNumberOfObjectsInTheStyleOccursAndNoOther(Domain domain) {
    Range count = domain.style().count();
    assertThat(scenes(domain).stream().map(scene -> scene.objects().size()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(count.least(), count.most()).boxed().toList());
  }

  @ParameterizedTest
  @EnumSource(Domain.class)
  void radiiMatchTheNamedSizes(Domain domain) {
    for (Scene scene : scenes(domain)) {
      for (SceneObject object : scene.objects()) {
        Range radii = domain.style().radii(object.size());
        assertThat(object.radius()).isBetween(radii.least(), radii.most());
      }
    }
  }

  @Test
  void plainObjectsHaveACellOfTheirOwn() {
    for (Scene scene : scenes(Domain.PLAIN)) {
      assertThat(scene.objects().stream().map(SceneObject::cell)).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource(Domain.class)
  void noCentreLiesWhereTheWordForItsPlaceIsArguable(Domain domain) {
    for (Scene scene : scenes(domain)) {
      assertThat(scene.objects())
          .noneMatch(object -> Cell.ambiguous(object.x()) || Cell.ambiguous(object.y()));
    }
  }

  @Test
  void objectsStandInReadingOrder() {
    for (Scene scene : scenes(Domain.CROWDED)) {
      assertThat(scene.objects().stream().map(SceneObject::cell)).isSorted();
    }
  }

  @Test
  void everyColorShapeAndSizeOccurs() {
    assertThat(
            scenes(Domain.PLAIN).stream()
                .flatMap(scene -> scene.objects().stream())
                .map(SceneObject::fullName)
                .distinct())
        .hasSize(48);
  }

  @ParameterizedTest
  @EnumSource(Domain.class)
  void everyGroundIsDarkerThanEveryObjectByItsBrightestChannel(Domain domain) {
    for (Scene scene : scenes(domain)) {
      Background ground = scene.background();
      int brightest = Math.max(channel(ground.first()), channel(ground.second()));
      assertThat(scene.objects()).allMatch(object -> channel(object.rgb()) > brightest);
    }
  }

  private static int channel(int rgb) {
    return Math.max(rgb >> 16, Math.max(rgb >> 8 & 0xFF, rgb & 0xFF));
  }

  @Test
  void anObjectThatSticksOutIsRefused() {
    assertThatThrownBy(
            () ->
                new SceneObject(ShapeColor.RED, ShapeKind.STAR, ShapeSize.BIG, 0xFF0000, 5, 32, 12))
        .hasMessage("x must be 12 to 52, was 5");
  }

  @Test
  void boundedDrawsAreEvenlySpread() {
    SceneRandom random = new SceneRandom(7);
    int[] hits = new int[6];
    for (int i = 0; i < 60_000; i++) {
      hits[random.nextInt(6)]++;
    }
    assertThat(IntStream.of(hits)).allMatch(count -> count > 9_600 && count < 10_400);
  }
}
