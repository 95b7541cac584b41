package io.emend.operation.job;

import io.emend.jobs.JobLauncher;
import io.emend.jobs.JobSpec;
import io.emend.jobs.JobSpecs;
import io.emend.jobs.JobsConfig;
import io.emend.jobs.KubernetesConfig;
import io.emend.jobs.LaunchCommand;
import io.emend.jobs.RunObservation;
import io.emend.jobs.process.ProcStat;
import io.emend.jobs.process.ProcessLauncher;
import io.emend.storage.file.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Supervisors over one store with small real runs; each new one stands for a restarted server. */
public final class JobsFixture implements AutoCloseable {
  final Path root;
  final JobRecords records;
  private final List<Supervisor> started = new ArrayList<>();
  private int concurrency = 2;
  private int attempts = 1;

  public JobsFixture(Path root) {
    this.root = root;
    this.records = new JobRecords(new FileObjectStore(root));
  }

  public JobsFixture concurrency(int count) {
    concurrency = count;
    return this;
  }

  public JobsFixture attempts(int count) {
    attempts = count;
    return this;
  }

  ProcessLauncher launcher() {
    return new ProcessLauncher(config(), new LaunchCommand(config()));
  }

  /** One that looks at nothing until it is told to. */
  public Supervisor idle() {
    return idle(launcher());
  }

  public Supervisor idle(JobLauncher launcher) {
    Supervisor supervisor = new Supervisor(records, launcher, config());
    started.add(supervisor);
    return supervisor;
  }

  public Supervisor supervisor() {
    Supervisor supervisor = idle();
    supervisor.recover();
    return supervisor;
  }

  /** A supervisor in a process of its own, with one job of the key {@code server}. */
  Process server(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ServerProgram.class.getName(), root.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Keeps a job that nobody looks at yet. */
  public void add(JobSpec spec) {
    records.add(spec);
  }

  /** A job as it is kept. */
  public Job job(String id) {
    return records.get(id);
  }

  /** Has a supervisor look once at each job that has not ended. */
  public static void look(Supervisor supervisor) {
    supervisor.reconcile();
  }

  public static JobSpec spec(String key, String... arguments) {
    return JobSpecs.of(key, arguments);
  }

  /** What a server writes down before it starts the first run. */
  public void assumeStarted(JobSpec spec) {
    records.replace(spec.id(), JobStatus.queued(), JobStatus.queued().running(Instant.now()));
  }

  Job await(String id, Predicate<JobStatus> wanted) throws InterruptedException {
    Instant end = Instant.now().plusSeconds(120);
    Job job = records.get(id);
    while (!wanted.test(job.status())) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("still " + job.status());
      }
      Thread.sleep(20);
      job = records.get(id);
    }
    return job;
  }

  Job awaitEnd(String id) throws InterruptedException {
    return await(id, status -> status.state().ended());
  }

  /** Waits until the run has printed something. */
  void awaitLog(String id, String text) throws Exception {
    Path log = root.resolve("jobs").resolve(id).resolve("log");
    Instant end = Instant.now().plusSeconds(120);
    while (!Files.exists(log) || !Files.readString(log).contains(text)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("never printed " + text);
      }
      Thread.sleep(20);
    }
  }

  ProcStat watcher(String id, int attempt) throws Exception {
    Path file = root.resolve("jobs").resolve(id).resolve("attempt-" + attempt + "/process");
    String[] parts = Files.readString(file).strip().split(" ", -1);
    return ProcStat.of(Long.parseLong(parts[0])).orElseThrow();
  }

  /** The run itself, which is not the shell that watches it. */
  ProcessHandle child(String id, int attempt) throws Exception {
    long watcher = watcher(id, attempt).pid();
    return ProcStat.ofGroup(watcher).stream()
        .filter(process -> process.pid() != watcher)
        .findFirst()
        .flatMap(process -> ProcessHandle.of(process.pid()))
        .orElseThrow();
  }

  @Override
  public void close() {
    started.forEach(Supervisor::stop);
    for (String id : records.ids()) {
      int runs = records.get(id).status().attempts();
      for (int attempt = 1; attempt <= runs; attempt++) {
        end(id, attempt);
      }
    }
  }

  /** A watcher that has not come to its run yet has nothing to end, and writes files later. */
  private void end(String id, int attempt) {
    ProcessLauncher launcher = launcher();
    while (launcher.observe(id, attempt) instanceof RunObservation.Alive) {
      launcher.stop(id, attempt, JobLauncher.Stop.FORCE);
      Thread.onSpinWait();
    }
  }

  public JobsConfig config() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        List.of(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx32m",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            Path.of("target", "test-classes").toAbsolutePath().toString(),
            ChildProgram.class.getName());
    return new FixedConfig(concurrency, attempts, root.resolve("jobs"), Optional.of(command));
  }

  /** Fast looks and a short grace. */
  private record FixedConfig(
      int concurrency, int attempts, Path directory, Optional<List<String>> command)
      implements JobsConfig {
    @Override
    public Duration grace() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration interval() {
      return Duration.ofMillis(50);
    }

    @Override
    public Optional<List<String>> jvmOptions() {
      return Optional.empty();
    }

    @Override
    public Launcher launcher() {
      return Launcher.PROCESS;
    }

    @Override
    public KubernetesConfig kubernetes() {
      throw new UnsupportedOperationException("runs are processes");
    }
  }
}
