package io.emend.operation.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.evaluation.EvaluationMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationSpecTest {

  private static EvaluationSpec of(String source, Long seed) {
    return EvaluationSpec.of(List.of("base", "one"), source, null, null, seed);
  }

  @Test
  void bothTurnsAreMeasuredUnlessModesAreGiven() {
    assertThat(of("quiz.tsv", null).mode()).isEqualTo(EvaluationMode.CORRECTED);
  }

  @Test
  void aSeedChoosesTheScenes() {
    assertThat(of("scenes:plain/held-out", 7L).source()).isEqualTo("scenes:plain/held-out?seed=7");
  }

  @Test
  void aSeedForAFileIsRefused() {
    assertThatThrownBy(() -> of("quiz.tsv", 7L)).hasMessageContaining("seed must go with");
  }

  @Test
  void threeModelsAreRefused() {
    assertThatThrownBy(() -> EvaluationSpec.of(List.of("a", "b", "c"), "q.tsv", null, 1, null))
        .hasMessageContaining("models must be one or two");
  }

  @Test
  void aModelIsNotComparedWithItself() {
    assertThatThrownBy(() -> EvaluationSpec.of(List.of("a", "a"), "q.tsv", null, 1, null))
        .hasMessageContaining("models must differ");
  }
}
