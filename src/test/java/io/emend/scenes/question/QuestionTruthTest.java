package io.emend.scenes.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.Soak;
import io.emend.scenes.SceneSample;
import io.emend.scenes.SceneSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTruthTest {
  private static final int SAMPLES = Soak.length(6_000, 2_000);

  @ParameterizedTest
  @ValueSource(strings = {"plain/train?seed=3", "plain/held-out", "crowded/held-out"})
  void exactlyOneOptionIsRightAndItIsTheAnswer(String name) {
    SceneSource source = SceneSource.open(name);
    for (int i = 0; i < SAMPLES; i++) {
      SceneSample sample = source.sample(i);
      assertThat(SceneOracle.right(sample.scene(), sample.question()))
          .as("%s: %s of %s", sample.id(), sample.question(), sample.scene())
          .containsExactly(sample.question().answer());
    }
  }
}
