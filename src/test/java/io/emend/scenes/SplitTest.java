package io.emend.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.Soak;
import io.emend.scenes.picture.Background;
import io.emend.scenes.picture.Texture;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SplitTest {
  private static final int SCENES = Soak.length(400, 100);

  private static Set<Long> signatures(Split split) {
    Set<Long> signatures = new HashSet<>();
    for (Domain domain : Domain.values()) {
      for (long seed : List.of(0L, 1L, 77L)) {
        SceneSource source = new SceneSource(domain, split, seed);
        for (int i = 0; i < SCENES; i++) {
          signatures.add(source.sample(i).scene().signature());
          signatures.add(source.scene(i).signature());
        }
      }
    }
    return signatures;
  }

  @Test
  void noCompositionIsInTwoSplitsWhateverTheSeedAndDomain() {
    Set<Long> train = signatures(Split.TRAIN);
    Set<Long> validation = signatures(Split.VALIDATION);
    Set<Long> heldOut = signatures(Split.HELD_OUT);
    assertThat(train).doesNotContainAnyElementsOf(validation).doesNotContainAnyElementsOf(heldOut);
    assertThat(validation).doesNotContainAnyElementsOf(heldOut);
  }

  @ParameterizedTest
  @EnumSource(Split.class)
  void aSourceHoldsOnlyScenesOfItsOwnSplit(Split split) {
    SceneSource source = new SceneSource(Domain.PLAIN, split, 5);
    for (int i = 0; i < SCENES; i++) {
      assertThat(Split.of(source.scene(i))).isEqualTo(split);
    }
  }

  @Test
  void aSceneStaysInItsSplitWhenOnlyItsPixelsChange() {
    Scene scene = SceneSource.open("plain/held-out").scene(4);
    Background other = new Background(Texture.CHECKS, 0x102030, 0xF0E0D0, 5);
    Scene repainted = new Scene(scene.objects(), other, 8, scene.grain() + 1);
    assertThat(Split.of(repainted)).isEqualTo(Split.HELD_OUT);
  }

  @Test
  void theOrderOfObjectsDoesNotChangeTheSignature() {
    SceneObject one =
        new SceneObject(ShapeColor.RED, ShapeKind.STAR, ShapeSize.BIG, 0xD72828, 13, 14, 12);
    SceneObject two =
        new SceneObject(ShapeColor.BLUE, ShapeKind.CIRCLE, ShapeSize.SMALL, 0x2D50D7, 50, 50, 8);
    Background ground = new Background(Texture.FLAT, 0, 0, 1);
    assertThat(new Scene(List.of(two, one), ground, 0, 1).signature())
        .isEqualTo(new Scene(List.of(one, two), ground, 0, 2).signature());
  }
}
