package io.emend.jobs.process;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.jobs.JobExit;
import io.emend.jobs.JobLauncher;
import io.emend.jobs.RunObservation;
import io.emend.storage.file.BootId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One attempt of a job as files and processes. The files are those of {@code jobs/watch.sh}: a
 * shell that leads the run's process group, starts the run, and writes its exit code down.
 *
 * @param folder {@code {jobs}/{id}/attempt-{n}}
 */
record ProcessRun(Path folder) {
  /** The shell that watches, as it wrote itself down. */
  private record Watcher(long pid, long startTicks, String boot) {

    /** Whether no other process has this id now: ids are used again, start times are not. */
    boolean isOrWas(Optional<ProcStat> now) {
      return now.map(process -> process.startTicks() == startTicks).orElse(true);
    }
  }

  RunObservation observe() {
    try {
      Optional<Watcher> watcher = watcher();
      if (watcher.isEmpty()) {
        return new RunObservation.Absent();
      }
      boolean alive = alive(watcher.get());
      // Read after the look at the process: a watcher that was gone by then had written it.
      Optional<JobExit> exit = exit();
      if (exit.isPresent()) {
        return new RunObservation.Ended(exit.get());
      }
      return alive ? new RunObservation.Alive(null) : new RunObservation.Ended(lost(watcher.get()));
    } catch (IOException e) {
      throw new EmendException(ErrorCode.STORE_FAILED, folder + " cannot be read", e);
    }
  }

  /** Signals every process of the run but the watcher, which has to write down how it ended. */
  void signal(JobLauncher.Stop how) {
    try {
      Optional<Watcher> watcher = watcher();
      if (watcher.isPresent()) {
        members(watcher.get()).stream()
            .filter(process -> process.pid() != watcher.get().pid())
            .forEach(process -> signal(process.pid(), how));
      }
    } catch (IOException e) {
      throw new EmendException(ErrorCode.STORE_FAILED, folder + " cannot be read", e);
    }
  }

  private static void signal(long pid, JobLauncher.Stop how) {
    ProcessHandle.of(pid)
        .ifPresent(
            process -> {
              switch (how) {
                case ASK -> process.destroy();
                case FORCE -> process.destroyForcibly();
              }
            });
  }

  /** A run without its watcher is ended, since nobody would learn how it ends. */
  private JobExit lost(Watcher watcher) throws IOException {
    if (!watcher.boot().equals(BootId.now())) {
      return JobExit.lost("the machine restarted during the run", Instant.now());
    }
    signal(JobLauncher.Stop.FORCE);
    return JobExit.lost("the run's watcher was killed, and the run with it", Instant.now());
  }

  private List<ProcStat> members(Watcher watcher) throws IOException {
    boolean ours =
        watcher.boot().equals(BootId.now()) && watcher.isOrWas(ProcStat.of(watcher.pid()));
    return ours ? ProcStat.ofGroup(watcher.pid()) : List.of();
  }

  private static boolean alive(Watcher watcher) throws IOException {
    Optional<ProcStat> now = ProcStat.of(watcher.pid());
    return watcher.boot().equals(BootId.now())
        && now.isPresent()
        && now.get().alive()
        && watcher.isOrWas(now);
  }

  private Optional<Watcher> watcher() throws IOException {
    return read("process")
        .map(line -> line.split(" ", -1))
        .map(parts -> new Watcher(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]));
  }

  private Optional<JobExit> exit() throws IOException {
    Optional<String> code = read("exit");
    if (code.isEmpty()) {
      return Optional.empty();
    }
    Instant at = Files.getLastModifiedTime(folder.resolve("exit")).toInstant();
    return Optional.of(JobExit.of(Integer.parseInt(code.get()), at));
  }

  private Optional<String> read(String name) throws IOException {
    try {
      return Optional.of(Files.readString(folder.resolve(name)).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
