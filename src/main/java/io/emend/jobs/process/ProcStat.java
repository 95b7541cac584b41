package io.emend.jobs.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process as Linux shows it in {@code /proc/[pid]/stat}.
 *
 * @param state {@code Z} is one that has ended and waits for its parent to notice
 * @param group process group, the id of its first process
 * @param startTicks clock ticks from the boot to its start; with the process id it names one
 *     process for as long as the machine is up
 */
public record ProcStat(long pid, char state, long group, long startTicks) {
  private static final Path PROC = Path.of("/proc");

  /** Places of fields after the name, which itself may hold blanks and brackets. */
  private static final int STATE = 0;

  private static final int GROUP = 2;
  private static final int START = 19;

  /** Empty if there is no such process. */
  public static Optional<ProcStat> of(long pid) {
    try {
      String line = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(
          new ProcStat(
              pid,
              fields[STATE].charAt(0),
              Long.parseLong(fields[GROUP]),
              Long.parseLong(fields[START])));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Processes of a group that have not ended. */
  public static List<ProcStat> ofGroup(long group) throws IOException {
    List<ProcStat> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        of(Long.parseLong(entry.getFileName().toString()))
            .filter(process -> process.group == group && process.alive())
            .ifPresent(found::add);
      }
    }
    return found;
  }

  boolean alive() {
    return state != 'Z' && state != 'X';
  }
}
