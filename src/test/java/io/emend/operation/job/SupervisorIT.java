package io.emend.operation.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.jobs.JobLauncher;
import io.emend.jobs.JobSpec;
import io.emend.jobs.LoggedLines;
import io.emend.jobs.RunObservation;
import io.emend.operation.OperationState;
import io.smallrye.mutiny.Multi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Submission, order, cancellation and restart as a caller sees them. */
@Timeout(600)
class SupervisorIT {
  @TempDir Path root;
  private JobsFixture jobs;

  @BeforeEach
  void start() {
    jobs = new JobsFixture(root);
  }

  @AfterEach
  void end() {
    jobs.close();
  }

  @Test
  void sixteenSubmissionsOfOneKeyMakeOneJobThatRunsOnce() throws Exception {
    Supervisor supervisor = jobs.supervisor();
    String mark = root.resolve("marks/x").toString();
    ExecutorService callers = Executors.newFixedThreadPool(16);
    List<Future<Job>> answers =
        IntStream.range(0, 16)
            .mapToObj(
                i -> callers.submit(() -> supervisor.submit(JobsFixture.spec("key", "mark", mark))))
            .toList();
    Set<String> ids = new HashSet<>();
    for (Future<Job> answer : answers) {
      ids.add(answer.get().spec().id());
    }
    callers.shutdown();
    jobs.awaitEnd(JobSpec.idOf("key"));
    assertThat(ids).hasSize(1);
    assertThat(Files.readAllLines(Path.of(mark))).hasSize(1);
  }

  @Test
  void aKeyWithAnotherRequestIsAConflict() {
    Supervisor supervisor = jobs.idle();
    supervisor.submit(JobsFixture.spec("key", "say", "a"));
    assertThatThrownBy(() -> supervisor.submit(JobsFixture.spec("key", "say", "b")))
        .isInstanceOfSatisfying(
            EmendException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT));
  }

  @Test
  void theLastLookIsKeptForThoseWhoAskOften() {
    Supervisor supervisor = jobs.concurrency(1).idle();
    supervisor.submit(JobsFixture.spec("first", "sleep", "60000"));
    supervisor.submit(JobsFixture.spec("second", "sleep", "60000"));
    supervisor.reconcile();
    assertThat(supervisor.open())
        .extracting(JobStatus::state)
        .containsExactly(OperationState.RUNNING, OperationState.QUEUED);
  }

  /** Runs of which nobody can write down how they are while the disk is full. */
  private static final class FullDisk implements JobLauncher {
    private boolean full = true;

    @Override
    public void check(JobSpec spec) {}

    @Override
    public void launch(JobSpec spec, int attempt) {}

    @Override
    public RunObservation observe(String id, int attempt) {
      if (full) {
        throw new EmendException(ErrorCode.STORE_FAILED, "No space left on device");
      }
      return new RunObservation.Alive(null);
    }

    @Override
    public void stop(String id, int attempt, Stop how) {}

    @Override
    public Multi<String> logs(String id, BooleanSupplier over) {
      return Multi.createFrom().empty();
    }
  }

  @Test
  void aJobThatCannotBeLookedAfterSaysSoInItsViewAndOnceInTheLog() {
    FullDisk disk = new FullDisk();
    Supervisor supervisor = jobs.idle(disk);
    String id = supervisor.submit(JobsFixture.spec("key", "say", "a")).spec().id();
    String trouble = "job " + id + " cannot be reconciled: No space left on device";
    try (LoggedLines log = LoggedLines.of(Supervisor.class.getName())) {
      for (int look = 0; look < 5; look++) {
        supervisor.reconcile();
      }
      assertThat(log.lines()).filteredOn(line -> line.contains("reconciled")).hasSize(1);
      assertThat(supervisor.job(id).status().waiting()).isEqualTo(trouble);
      assertThat(supervisor.jobs().get(0).status().waiting()).isEqualTo(trouble);
      disk.full = false;
      supervisor.reconcile();
      assertThat(log.lines())
          .anySatisfy(line -> assertThat(line).contains("reconciled: no longer"));
    }
    assertThat(supervisor.job(id).status().waiting()).isNull();
  }

  @Test
  void aJobBeyondTheLimitWaits() {
    Supervisor supervisor = jobs.concurrency(1).idle();
    supervisor.submit(JobsFixture.spec("first", "sleep", "60000"));
    Job second = supervisor.submit(JobsFixture.spec("second", "sleep", "60000"));
    supervisor.reconcile();
    supervisor.reconcile();
    assertThat(supervisor.job(second.spec().id()).status().state())
        .isEqualTo(OperationState.QUEUED);
  }

  @Test
  void waitingJobsStartInTheOrderTheyCame() throws Exception {
    Supervisor supervisor = jobs.concurrency(1).idle();
    for (String key : List.of("c", "a", "b")) {
      supervisor.submit(JobsFixture.spec(key, "say", key));
      Thread.sleep(2);
    }
    supervisor.recover();
    Job last = jobs.awaitEnd(JobSpec.idOf("b"));
    Job middle = jobs.records.get(JobSpec.idOf("a"));
    Job first = jobs.records.get(JobSpec.idOf("c"));
    assertThat(List.of(first, middle, last)).extracting(job -> job.status().startedAt()).isSorted();
  }

  @Test
  void aWaitingJobIsCancelledAtOnce() {
    Supervisor supervisor = jobs.idle();
    Job job = supervisor.submit(JobsFixture.spec("wait", "say", "never"));
    assertThat(supervisor.cancel(job.spec().id()).status().state())
        .isEqualTo(OperationState.CANCELLED);
  }

  @Test
  void aJobThatSucceededStaysSoWhenItIsCancelled() throws Exception {
    Supervisor supervisor = jobs.supervisor();
    String id = supervisor.submit(JobsFixture.spec("done", "say", "x")).spec().id();
    jobs.awaitEnd(id);
    assertThat(supervisor.cancel(id).status().state()).isEqualTo(OperationState.SUCCEEDED);
  }

  @Test
  void aCancelledJobRunsAgainOnRequest() throws Exception {
    Supervisor supervisor = jobs.supervisor();
    String id =
        supervisor.submit(JobsFixture.spec("again", "say", "on", "sleep", "3000")).spec().id();
    jobs.awaitLog(id, "on");
    supervisor.cancel(id);
    jobs.awaitEnd(id);
    supervisor.restart(id);
    assertThat(jobs.awaitEnd(id).status().state()).isEqualTo(OperationState.SUCCEEDED);
  }

  @Test
  void aRunThatWasMadeElsewhereIsCompleteAndNotStarted() {
    Supervisor supervisor = jobs.idle();
    JobSpec spec = JobsFixture.spec("elsewhere", "say", "never");
    supervisor.adopt(spec, Instant.now());
    supervisor.reconcile();
    assertThat(supervisor.job(spec.id()).status().state()).isEqualTo(OperationState.SUCCEEDED);
    assertThat(root.resolve("jobs").resolve(spec.id()).resolve("log")).doesNotExist();
  }

  @Test
  void anUnknownJobIsNotFound() {
    assertThatThrownBy(() -> jobs.idle().job("job-" + "0".repeat(20)))
        .isInstanceOfSatisfying(
            EmendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.JOB_NOT_FOUND));
  }

  @Test
  void anIdThatLeadsElsewhereIsNotFound() {
    assertThatThrownBy(() -> jobs.idle().job("../secrets"))
        .isInstanceOfSatisfying(
            EmendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.JOB_NOT_FOUND));
  }

  @Test
  void theLogStreamsWhileTheRunGoesOnAndEndsWithIt() throws Exception {
    Supervisor supervisor = jobs.supervisor();
    JobSpec spec = JobsFixture.spec("log", "say", "one", "sleep", "3000", "say", "two");
    String id = supervisor.submit(spec).spec().id();
    List<OperationState> states =
        supervisor
            .logs(id)
            .filter(line -> line.equals("one") || line.equals("two"))
            .map(line -> jobs.records.get(id).status().state())
            .collect()
            .asList()
            .await()
            .indefinitely();
    assertThat(states).hasSize(2).first().isEqualTo(OperationState.RUNNING);
  }
}
