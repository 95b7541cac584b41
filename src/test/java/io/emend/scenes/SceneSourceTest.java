package io.emend.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.scenes.question.QuestionKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SceneSourceTest {

  @Test
  void aNameOpensItsDomainSplitAndSeed() {
    assertThat(SceneSource.open("crowded/held-out?seed=12"))
        .isEqualTo(new SceneSource(Domain.CROWDED, Split.HELD_OUT, 12));
  }

  @Test
  void theSeedIsZeroWhereTheNameHasNone() {
    assertThat(SceneSource.open("plain/train")).isEqualTo(SceneSource.open("plain/train?seed=0"));
  }

  @Test
  void aSourceOpensUnderTheNameItGives() {
    SceneSource source = new SceneSource(Domain.PLAIN, Split.VALIDATION, 3);
    assertThat(SceneSource.open(source.name())).isEqualTo(source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "plain/test",
        "busy/train",
        "plain/train?seed=-1",
        "plain/train?n=1",
        "PLAIN/train",
        "plain/train?seed=99999999999999999999"
      })
  void anUnknownNameIsRefused(String name) {
    assertThatThrownBy(() -> SceneSource.open(name))
        .isInstanceOfSatisfying(
            EmendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_INVALID));
  }

  @Test
  void aNegativeIndexIsRefused() {
    assertThatThrownBy(() -> SceneSource.open("plain/train").sample(-1))
        .hasMessage("index must not be negative, was -1");
  }

  @Test
  void anIdNamesSourceAndIndex() {
    assertThat(SceneSource.open("plain/held-out").sample(17).id())
        .isEqualTo("scenes:plain/held-out?seed=0#17");
  }

  @Test
  void aSampleDoesNotDependOnWhatWasReadBefore() {
    SceneSource source = SceneSource.open("plain/train?seed=9");
    SceneSample alone = SceneSource.open("plain/train?seed=9").sample(40);
    for (int i = 0; i < 40; i++) {
      source.sample(i);
    }
    SceneSample later = source.sample(40);
    assertThat(later.scene()).isEqualTo(alone.scene());
    assertThat(later.question().prompt()).isEqualTo(alone.question().prompt());
  }

  @Test
  void anotherSeedGivesOtherScenes() {
    assertThat(SceneSource.open("plain/train?seed=1").scene(0))
        .isNotEqualTo(SceneSource.open("plain/train?seed=2").scene(0));
  }

  @Test
  void kindsTakeTurns() {
    SceneSource source = SceneSource.open("crowded/train");
    for (int i = 0; i < 24; i++) {
      assertThat(source.sample(i).question().kind()).isEqualTo(QuestionKind.values()[i % 6]);
    }
  }

  @Test
  void aSmallSceneHasAtMostTheWantedObjects() {
    SceneSource source = SceneSource.open("plain/train");
    for (int i = 0; i < 500; i++) {
      assertThat(source.scene(i, new Range(1, 2)).objects()).hasSizeBetween(1, 2);
    }
  }
}
