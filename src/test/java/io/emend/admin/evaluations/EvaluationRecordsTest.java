package io.emend.admin.evaluations;

import static io.emend.admin.evaluations.StoredEvaluations.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.FailedSample;
import io.emend.inference.ServedFunction;
import io.emend.operation.OperationState;
import io.emend.storage.FileObjectStore;
import io.emend.storage.UnsteadyStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

  @Test
  @Timeout(60)
  void whatHadNotEndedWhenTheServerDidHasFailed() throws InterruptedException {
    Evaluation queued = stored.queued("base");
    stored.records.update(queued.id(), Evaluation::running);
    started(ServedFunction.ADMIN, true);
    Evaluation now = stored.records.get(queued.id());
    while (!now.state().ended()) {
      Thread.sleep(10);
      now = stored.records.get(queued.id());
    }
    assertThat(now.error().code()).isEqualTo("evaluation_interrupted");
  }

  private void started(ServedFunction function, boolean server) {
    EvaluationRuns runs =
        new EvaluationRuns(stored.records, new EvaluationRun(stored.records, null));
    new Evaluations(stored.records, null, runs, null, null)
        .onStart(null, () -> Set.of(function), server);
  }

  /**
   * As on a disk that is full when it ends: it begins, fails, and nobody can be told for a while.
   */
  @Test
  @Timeout(60)
  void anEndThatTheStoreDoesNotTakeIsKeptOnceItDoes() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger(-1);
    EvaluationRecords records = full(calls, 3, 6);
    EvaluationRuns runs = new EvaluationRuns(records, new EvaluationRun(records, null));
    runs.execute(() -> awaited(begun));
    Evaluation queued =
        runs.begin(Evaluation.queued(EvaluationRecords.newId(), StoredEvaluations.SPEC, NOW));
    calls.set(0);
    begun.countDown();
    while (calls.get() < 6 || !stored.records.get(queued.id()).state().ended()) {
      Thread.sleep(10);
    }
    runs.stop();
    assertThat(stored.records.get(queued.id()).error().code()).isEqualTo("internal");
  }

  /** Over a store that takes nothing from one call to another, once they are counted. */
  private EvaluationRecords full(AtomicInteger calls, int from, int to) {
    return new StoredEvaluations(
            UnsteadyStore.checked(
                new FileObjectStore(folder),
                () -> {
                  int call = calls.get() < 0 ? -1 : calls.incrementAndGet();
                  if (call >= from && call < to) {
                    throw new EmendException(ErrorCode.STORE_FAILED, "No space left on device");
                  }
                }))
        .records;
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anotherFunctionLeavesTheAdminsEvaluationsAlone() throws InterruptedException {
    Evaluation queued = stored.queued("base");
    started(ServedFunction.CORRECTION, true);
    Thread.sleep(200);
    assertThat(stored.records.get(queued.id())).isEqualTo(queued);
  }

  @Test
  void aCommandWithoutAServerLeavesTheServersEvaluationsAlone() throws InterruptedException {
    Evaluation queued = stored.queued("base");
    started(ServedFunction.ADMIN, false);
    Thread.sleep(200);
    assertThat(stored.records.get(queued.id())).isEqualTo(queued);
  }
}
