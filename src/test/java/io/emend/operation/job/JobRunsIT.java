package io.emend.operation.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.jobs.JobExit;
import io.emend.jobs.JobReason;
import io.emend.jobs.JobSpec;
import io.emend.operation.OperationState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs with real child processes, ended, killed, and left alone by their server. */
@Timeout(600)
class JobRunsIT {
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

  private String submit(Supervisor supervisor, String key, String... arguments) {
    return supervisor.submit(JobsFixture.spec(key, arguments)).spec().id();
  }

  @Test
  void aRunThatExitsWithZeroSucceeds() throws Exception {
    String id = submit(jobs.supervisor(), "good", "say", "hello");
    assertThat(jobs.awaitEnd(id).status().state()).isEqualTo(OperationState.SUCCEEDED);
  }

  @Test
  void theExitCodeOfAFailedRunIsKept() throws Exception {
    String id = submit(jobs.supervisor(), "bad", "exit", "7");
    assertThat(jobs.awaitEnd(id).status().exit().code()).isEqualTo(7);
  }

  @Test
  void aFullHeapHasItsOwnReason() throws Exception {
    String id = submit(jobs.supervisor(), "heap", "heap");
    assertThat(jobs.awaitEnd(id).status().exit().reason()).isEqualTo(JobReason.OUT_OF_MEMORY);
  }

  @Test
  void aRunThatIsKilledHasAReasonThatNamesTheSignal() throws Exception {
    String id = submit(jobs.supervisor(), "killed", "say", "on", "sleep", "60000");
    jobs.awaitLog(id, "on");
    jobs.child(id, 1).destroyForcibly();
    JobExit exit = jobs.awaitEnd(id).status().exit();
    assertThat(exit.reason()).isEqualTo(JobReason.KILLED);
    assertThat(exit.message()).contains("SIGKILL");
  }

  @Test
  void anInterruptedRunGoesOnWhereAttemptsAreLeft() throws Exception {
    jobs.attempts(2);
    String mark = root.resolve("marks/x").toString();
    String id = submit(jobs.supervisor(), "again", "mark", mark, "say", "on", "sleep", "3000");
    jobs.awaitLog(id, "on");
    jobs.child(id, 1).destroyForcibly();
    JobStatus end = jobs.awaitEnd(id).status();
    assertThat(List.of(end.state(), end.attempts()))
        .isEqualTo(List.of(OperationState.SUCCEEDED, 2));
  }

  @Test
  void aRunOutlivesItsServerAndIsFoundAgain() throws Exception {
    Supervisor first = jobs.supervisor();
    String mark = root.resolve("marks/x").toString();
    String id = submit(first, "outlive", "mark", mark, "say", "on", "sleep", "2000");
    jobs.awaitLog(id, "on");
    first.stop();
    jobs.supervisor();
    assertThat(jobs.awaitEnd(id).status().state()).isEqualTo(OperationState.SUCCEEDED);
    assertThat(Files.readAllLines(Path.of(mark))).hasSize(1);
  }

  @Test
  void aRunOutlivesAServerThatIsKilled() throws Exception {
    String mark = root.resolve("marks/x").toString();
    Process server = jobs.server("mark", mark, "say", "on", "sleep", "2000");
    String id = JobSpec.idOf("server");
    jobs.awaitLog(id, "on");
    server.destroyForcibly().waitFor();
    jobs.supervisor();
    assertThat(jobs.awaitEnd(id).status().state()).isEqualTo(OperationState.SUCCEEDED);
    assertThat(Files.readAllLines(Path.of(mark))).hasSize(1);
  }

  @Test
  void anEndWithoutAServerIsFoundAfterwards() throws Exception {
    Supervisor first = jobs.supervisor();
    String id = submit(first, "unseen", "say", "on", "exit", "9");
    jobs.awaitLog(id, "on");
    first.stop();
    Thread.sleep(500);
    jobs.supervisor();
    assertThat(jobs.awaitEnd(id).status().exit().code()).isEqualTo(9);
  }

  /** The server died between the status that counts the run and the start of it. */
  @Test
  void aRunThatWasWrittenDownButNotStartedIsStarted() throws Exception {
    JobSpec spec = jobs.records.add(JobsFixture.spec("between", "say", "hello"));
    jobs.assumeStarted(spec);
    jobs.supervisor();
    assertThat(jobs.awaitEnd(spec.id()).status().state()).isEqualTo(OperationState.SUCCEEDED);
  }

  @Test
  void anAttemptThatIsStartedTwiceRunsOnce() throws Exception {
    String mark = root.resolve("marks/x").toString();
    JobSpec spec = jobs.records.add(JobsFixture.spec("twice", "mark", mark));
    jobs.assumeStarted(spec);
    jobs.launcher().launch(spec, 1);
    jobs.launcher().launch(spec, 1);
    jobs.supervisor();
    jobs.awaitEnd(spec.id());
    Thread.sleep(500);
    assertThat(Files.readAllLines(Path.of(mark))).hasSize(1);
  }

  @Test
  void aRunWhoseWatcherIsKilledIsLostAndLeavesNoProcess() throws Exception {
    String id = submit(jobs.supervisor(), "watcher", "say", "on", "sleep", "60000");
    jobs.awaitLog(id, "on");
    ProcessHandle child = jobs.child(id, 1);
    ProcessHandle.of(jobs.watcher(id, 1).pid()).orElseThrow().destroyForcibly();
    assertThat(jobs.awaitEnd(id).status().exit().reason()).isEqualTo(JobReason.LOST);
    child.onExit().get(1, TimeUnit.MINUTES);
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void aProcessThatGotTheIdOfADeadWatcherIsNotMistakenForIt() throws Exception {
    JobSpec spec = jobs.records.add(JobsFixture.spec("recycled", "sleep", "60000"));
    jobs.assumeStarted(spec);
    Path folder = Files.createDirectories(root.resolve("jobs/" + spec.id() + "/attempt-1"));
    String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
    long self = ProcessHandle.current().pid();
    Files.writeString(folder.resolve("process"), self + " 1 " + boot);
    jobs.supervisor();
    assertThat(jobs.awaitEnd(spec.id()).status().exit().reason()).isEqualTo(JobReason.LOST);
  }

  /** It would go on for a minute, and as long again once it is told to end. */
  @Test
  void aStubbornRunIsKilledWhenItIsCancelled() throws Exception {
    Supervisor supervisor = jobs.supervisor();
    String id = submit(supervisor, "stubborn", "stubborn", "say", "on", "sleep", "60000");
    jobs.awaitLog(id, "on");
    ProcessHandle child = jobs.child(id, 1);
    supervisor.cancel(id);
    assertThat(jobs.awaitEnd(id).status().state()).isEqualTo(OperationState.CANCELLED);
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void theStatusHasTheLatestProgress() throws Exception {
    JobSpec spec = JobsFixture.spec("steps", "sleep", "0");
    String metrics = root.resolve("jobs/" + spec.id() + "/metrics.jsonl").toString();
    String id =
        submit(jobs.supervisor(), "steps", "progress", metrics, "3", "10", "sleep", "60000");
    JobStatus seen = jobs.await(id, status -> status.progress() != null).status();
    assertThat(seen.progress()).isEqualTo(StepCounts.training(3, 10));
  }
}
