package io.emend.operation.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.LogSubject;
import io.emend.jobs.JobSpec;
import io.emend.operation.OperationFailure;
import io.emend.operation.OperationState;
import io.emend.operation.evaluation.Evaluation;
import io.emend.operation.evaluation.StoredEvaluations;
import io.emend.operation.job.Supervisor;
import io.emend.operation.job.UnobservedJobs;
import io.emend.storage.UnsteadyStore;
import io.emend.storage.file.FileObjectStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life cycle of any kind; the records are those of evaluations. */
@Timeout(60)
class OperationsTest {
  @TempDir Path folder;
  private StoredEvaluations stored;
  private Supervisor jobs;
  private Operations<Evaluation> operations;

  /** Does what it is told to. */
  private record Scripted(boolean resumes, boolean runsAsJob, Consumer<RunControl> script)
      implements OperationKind<Evaluation> {

    @Override
    public boolean asksTheSame(Evaluation one, Evaluation other) {
      return one.spec().equals(other.spec());
    }

    @Override
    public LogSubject subject() {
      return LogSubject.EVALUATION;
    }

    @Override
    public boolean runsAsJob(Evaluation operation) {
      return runsAsJob;
    }

    @Override
    public JobSpec job(Evaluation operation) {
      return JobSpec.of(operation.id(), "scripted", "evaluate");
    }

    @Override
    public boolean runsInServer(Evaluation operation) {
      return true;
    }

    @Override
    public ErrorCode interrupted() {
      return ErrorCode.EVALUATION_INTERRUPTED;
    }

    @Override
    public void run(String id, RunControl control) {
      script.accept(control);
    }
  }

  @BeforeEach
  void open() {
    stored = new StoredEvaluations(folder);
    jobs = UnobservedJobs.over(folder);
  }

  @AfterEach
  void stop() {
    if (operations != null) {
      operations.stop();
    }
  }

  private Operations<Evaluation> of(Scripted kind) {
    operations = new Operations<>(kind, stored.records, jobs);
    return operations;
  }

  private Evaluation ended(String id) throws InterruptedException {
    Evaluation now = stored.records.get(id);
    while (!now.state().ended()) {
      Thread.sleep(10);
      now = stored.records.get(id);
    }
    return now;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new CancellationException();
    }
  }

  private static Scripted inServer(boolean resumes, Consumer<RunControl> script) {
    return new Scripted(resumes, false, script);
  }

  private static Scripted byJob() {
    return new Scripted(false, true, control -> {});
  }

  @Test
  void whatCannotGoOnHasFailedAfterARestart() throws InterruptedException {
    Evaluation left = stored.queued("base");
    of(inServer(false, control -> {})).recover();
    assertThat(ended(left.id()).error())
        .isEqualTo(
            new OperationFailure(
                ErrorCode.EVALUATION_INTERRUPTED,
                "the server ended before the evaluation did; submit it again"));
  }

  @Test
  void whatCanGoOnRunsAgainAfterARestart() throws InterruptedException {
    Evaluation first = stored.queued("base");
    Evaluation second = stored.queued("base");
    CountDownLatch runs = new CountDownLatch(2);
    of(inServer(true, control -> runs.countDown())).recover();
    runs.await();
    assertThat(List.of(first.id(), second.id()))
        .allSatisfy(id -> assertThat(stored.records.get(id).state().ended()).isFalse());
  }

  @Test
  void whatAJobRunsHasItsJobAgainAfterARestart() throws InterruptedException {
    Evaluation left = stored.queued("base");
    of(byJob()).recover();
    while (jobs.find(JobSpec.idOf(left.id())).isEmpty()) {
      Thread.sleep(10);
    }
    assertThat(jobs.jobs()).hasSize(1);
  }

  @Test
  void aRunLearnsThatItIsCancelled() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    of(
        inServer(
            false,
            control -> {
              begun.countDown();
              while (control.wanted().getAsBoolean()) {
                Thread.onSpinWait();
              }
              over.countDown();
            }));
    String id = operations.submit(stored.unkept("base")).operation().id();
    begun.await();
    operations.cancel(id);
    over.await();
    assertThat(stored.records.get(id).state()).isEqualTo(OperationState.CANCELLED);
  }

  @Test
  void aJobThatIsCancelledEndsWhatItRuns() {
    of(byJob());
    String id = operations.submit(stored.unkept("base")).operation().id();
    jobs.cancel(JobSpec.idOf(id));
    assertThat(operations.get(id).operation().error().detail()).isEqualTo("its job was cancelled");
  }

  @Test
  void aCancellationReachesTheJob() {
    of(byJob());
    String id = operations.submit(stored.unkept("base")).operation().id();
    operations.cancel(id);
    assertThat(jobs.job(JobSpec.idOf(id)).status().state()).isEqualTo(OperationState.CANCELLED);
  }

  @Test
  void aStoppedServerLeavesWhatGoesOnAsItIs() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    of(
        inServer(
            true,
            control -> {
              begun.countDown();
              OperationsTest.await(never);
            }));
    String id = operations.submit(stored.unkept("base")).operation().id();
    begun.await();
    operations.stop();
    assertThat(stored.records.get(id).state()).isEqualTo(OperationState.QUEUED);
  }

  @Test
  void whatAStoppedServerInterruptsIsLeftForTheNextStartToTell() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    of(
        inServer(
            false,
            control -> {
              begun.countDown();
              try {
                Thread.sleep(60_000);
              } catch (InterruptedException e) {
                over.countDown();
                throw new EmendException(ErrorCode.INTERNAL, "interrupted");
              }
            }));
    String id = operations.submit(stored.unkept("base")).operation().id();
    begun.await();
    operations.stop();
    over.await();
    assertThat(stored.records.get(id).state().ended()).isFalse();
  }

  @Test
  void aFailureIsToldWithItsCode() throws InterruptedException {
    of(
        inServer(
            false,
            control -> {
              throw new EmendException(ErrorCode.SOURCE_INVALID, "no such file");
            }));
    String id = operations.submit(stored.unkept("base")).operation().id();
    assertThat(ended(id).error().code()).isEqualTo("source_invalid");
  }

  /** As on a disk that is full when it ends: it fails, and nobody can be told for a while. */
  @Test
  void anEndThatTheStoreDoesNotTakeIsKeptOnceItDoes() throws Exception {
    AtomicInteger calls = new AtomicInteger(-1);
    StoredEvaluations full = full(calls, 1, 4);
    CountDownLatch begun = new CountDownLatch(1);
    Scripted kind =
        inServer(
            false,
            control -> {
              OperationsTest.await(begun);
              throw new IllegalStateException("torn");
            });
    operations = new Operations<>(kind, full.records, jobs);
    String id = operations.submit(stored.unkept("base")).operation().id();
    calls.set(0);
    begun.countDown();
    assertThat(ended(id).error().code()).isEqualTo("internal");
    assertThat(calls.get()).isGreaterThanOrEqualTo(4);
  }

  /** Over a store that takes nothing from one call to another, once they are counted. */
  private StoredEvaluations full(AtomicInteger calls, int from, int to) {
    return new StoredEvaluations(
        UnsteadyStore.checked(
            new FileObjectStore(folder),
            () -> {
              int call = calls.get() < 0 ? -1 : calls.incrementAndGet();
              if (call >= from && call < to) {
                throw new EmendException(ErrorCode.STORE_FAILED, "No space left on device");
              }
            }));
  }
}
