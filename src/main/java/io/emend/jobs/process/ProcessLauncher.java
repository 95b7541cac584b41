package io.emend.jobs.process;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.jobs.JobLauncher;
import io.emend.jobs.JobSpec;
import io.emend.jobs.JobsConfig;
import io.emend.jobs.LaunchCommand;
import io.emend.jobs.RunObservation;
import io.emend.jobs.log.LogTail;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs as child processes in sessions of their own, so that they outlive this server, found again
 * by what their watcher wrote into {@code {jobs}/{id}/attempt-{n}}. Needs Linux's {@code /proc},
 * {@code sh} and {@code setsid}.
 */
public final class ProcessLauncher implements JobLauncher {
  /** Far beyond what a shell needs to begin. */
  private static final Duration START = Duration.ofSeconds(10);

  private static final Duration LOG_PAUSE = Duration.ofMillis(200);

  private final Path root;
  private final LaunchCommand command;

  public ProcessLauncher(JobsConfig config, LaunchCommand command) {
    this.root = config.directory().toAbsolutePath();
    this.command = command;
  }

  /** It shares the machine: requested resources are kept, and change nothing. */
  @Override
  public void check(JobSpec spec) {}

  @Override
  public void launch(JobSpec spec, int attempt) {
    ProcessRun run = run(spec.id(), attempt);
    try {
      Files.createDirectories(run.folder());
      List<String> watched = new ArrayList<>(List.of("setsid", "sh", "-c", script(), "watch"));
      watched.add(run.folder().toString());
      watched.add(log(spec.id()).toString());
      watched.addAll(command.of(spec));
      Process process =
          new ProcessBuilder(watched)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      awaitStart(run, process);
    } catch (IOException e) {
      throw new EmendException(
          ErrorCode.INTERNAL, "the run cannot be started: " + e.getMessage(), e);
    }
  }

  /** Once this returns, the run is there to be found, by this server or the next one. */
  private static void awaitStart(ProcessRun run, Process process) throws IOException {
    Instant end = Instant.now().plus(START);
    while (run.observe() instanceof RunObservation.Absent) {
      if (!process.isAlive() && run.observe() instanceof RunObservation.Absent) {
        throw new IOException("its watcher ended with " + process.exitValue());
      }
      if (Instant.now().isAfter(end)) {
        process.destroyForcibly();
        throw new IOException("its watcher did not begin within " + START.toSeconds() + " s");
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  @Override
  public RunObservation observe(String id, int attempt) {
    return run(id, attempt).observe();
  }

  @Override
  public void stop(String id, int attempt, Stop how) {
    run(id, attempt).signal(how);
  }

  @Override
  public Multi<String> logs(String id, BooleanSupplier over) {
    return Multi.createFrom()
        .deferred(() -> LogTail.Chunk.lines(new LogTail(log(id), over)::next, LOG_PAUSE));
  }

  private ProcessRun run(String id, int attempt) {
    return new ProcessRun(root.resolve(id).resolve("attempt-" + attempt));
  }

  private Path log(String id) {
    return root.resolve(id).resolve("log");
  }

  private static String script() {
    try (InputStream in = ProcessLauncher.class.getResourceAsStream("/jobs/watch.sh")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
