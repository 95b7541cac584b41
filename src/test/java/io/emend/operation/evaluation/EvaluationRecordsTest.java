package io.emend.operation.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.FailedSample;
import io.emend.operation.OperationState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationRecordsTest {
  @TempDir Path folder;
  private StoredEvaluations stored;

  @BeforeEach
  void open() {
    stored = new StoredEvaluations(folder);
  }

  @Test
  void whatIsKeptIsReadAgain() {
    EvaluationResult base = StoredEvaluations.result("base", 50, 5);
    EvaluationResult adapter = StoredEvaluations.result("one", 70, 5);
    Evaluation evaluation = stored.succeeded(base, adapter);
    assertThat(stored.records.get(evaluation.id())).isEqualTo(evaluation);
    assertThat(stored.records.results(evaluation)).containsExactly(base, adapter);
  }

  @Test
  void whatFailedIsReadAgainToo() {
    EvaluationResult base = StoredEvaluations.result("base", 50, 5);
    EvaluationResult torn =
        new EvaluationResult(
            "one",
            base.source(),
            base.mode(),
            0,
            base.samples(),
            List.of(new FailedSample("x", "line 3", "the picture is torn")));
    Evaluation evaluation = stored.succeeded(base, torn);
    assertThat(stored.records.results(evaluation)).containsExactly(base, torn);
    assertThat(stored.records.get(evaluation.id())).isEqualTo(evaluation);
  }

  @Test
  void aListIsWithoutSamples() {
    stored.succeeded(
        StoredEvaluations.result("base", 50, 5), StoredEvaluations.result("one", 70, 5));
    assertThat(stored.records.list()).hasSize(1);
  }

  @Test
  void aCancelledEvaluationStaysCancelledWhenItsResultComes() {
    Evaluation queued = stored.queued("base");
    stored.records.update(queued.id(), each -> each.cancelled(StoredEvaluations.NOW));
    Evaluation late =
        stored.records.update(
            queued.id(), each -> each.succeeded(null, StoredEvaluations.NOW.plusSeconds(1)));
    assertThat(late.state()).isEqualTo(OperationState.CANCELLED);
  }

  @Test
  void anUnfinishedEvaluationHasNoResults() {
    assertThatThrownBy(() -> stored.records.results(stored.queued("base")))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("has no result, it is queued");
  }

  @Test
  void anIdThatIsNoneIsNotFound() {
    assertThatThrownBy(() -> stored.records.get("../registry/model"))
        .isInstanceOfSatisfying(
            EmendException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.EVALUATION_NOT_FOUND));
  }
}
