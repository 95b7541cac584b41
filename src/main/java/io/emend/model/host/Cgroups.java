package io.emend.model.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The limits of this process's Linux control groups, versions 1 and 2, those of all groups around
 * it included. Where there are none, or none that can be read, nothing is limited.
 */
final class Cgroups {
  private static final String VERSION_2 = "cgroup2";
  private static final String NO_LIMIT = "max";

  private final Path root;

  /**
   * @param root of the file system, {@code /} but in tests
   */
  Cgroups(Path root) {
    this.root = root;
  }

  /** Processors' worth of time that the tightest quota gives, such as 0.5. */
  OptionalDouble cpus() {
    return groups("cpu").mapToDouble(Group::cpus).filter(Double::isFinite).min();
  }

  /** Bytes that may be taken before the tightest limit; what the page cache holds gives way. */
  OptionalLong memoryLeft() {
    return groups("memory")
        .mapToLong(Group::memoryLeft)
        .filter(left -> left < Long.MAX_VALUE)
        .min();
  }

  /** The group that this process is in, and those around it. */
  private Stream<Group> groups(String controller) {
    return hierarchy(controller).stream().flatMap(Hierarchy::groups);
  }

  /** A controller of version 1 has a hierarchy of its own; else it is in that of version 2. */
  private Optional<Hierarchy> hierarchy(String controller) {
    List<String[]> own = lines("proc/self/cgroup").map(line -> line.split(":", 3)).toList();
    Optional<String> first = path(own, controller);
    return first.isPresent()
        ? mounted(false, controller, first.get())
        : path(own, "").flatMap(second -> mounted(true, controller, second));
  }

  private static Optional<String> path(List<String[]> own, String controller) {
    return own.stream()
        .filter(parts -> parts.length == 3 && List.of(parts[1].split(",")).contains(controller))
        .map(parts -> parts[2])
        .findFirst();
  }

  private Optional<Hierarchy> mounted(boolean second, String controller, String path) {
    return lines("proc/self/mountinfo")
        .map(line -> line.split(" "))
        .filter(fields -> fields.length > 9 && isOf(fields, second, controller))
        .map(fields -> new Hierarchy(second, under(fields[4]), below(fields[3], path)))
        .findFirst();
  }

  /** The last three fields are the type of the file system, its source and its options. */
  private static boolean isOf(String[] fields, boolean second, String controller) {
    String type = fields[fields.length - 3];
    List<String> options = Arrays.asList(fields[fields.length - 1].split(","));
    return second ? type.equals(VERSION_2) : type.equals("cgroup") && options.contains(controller);
  }

  /** A container may see its own group as the root of what is mounted. */
  private static String below(String mountedRoot, String path) {
    return path.startsWith(mountedRoot) ? path.substring(mountedRoot.length()) : path;
  }

  private Path under(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  private Stream<String> lines(String file) {
    return read(root.resolve(file)).lines();
  }

  /** Empty where it is not there. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * @param second whether it is version 2
   * @param path of this process below what is mounted
   */
  private record Hierarchy(boolean second, Path mounted, String path) {

    Stream<Group> groups() {
      Path own = mounted.resolve(path.replaceFirst("^/+", "")).normalize();
      return Stream.iterate(own, each -> each != null && each.startsWith(mounted), Path::getParent)
          .map(folder -> new Group(second, folder));
    }
  }

  /** One control group. */
  private record Group(boolean second, Path folder) {

    double cpus() {
      String[] quotaAndPeriod =
          second
              ? text("cpu.max").split(" ")
              : new String[] {text("cpu.cfs_quota_us"), text("cpu.cfs_period_us")};
      double quota = quotaAndPeriod.length == 2 ? number(quotaAndPeriod[0]) : -1;
      return quota > 0 ? quota / number(quotaAndPeriod[1]) : Double.POSITIVE_INFINITY;
    }

    long memoryLeft() {
      long limit = number(text(second ? "memory.max" : "memory.limit_in_bytes"));
      if (limit < 0) {
        return Long.MAX_VALUE;
      }
      long used = number(text(second ? "memory.current" : "memory.usage_in_bytes"));
      String prefix = second ? "" : "total_";
      long files = statistic(prefix + "active_file") + statistic(prefix + "inactive_file");
      return Math.max(0, limit - Math.max(0, used - files));
    }

    private long statistic(String name) {
      return read(folder.resolve("memory.stat"))
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .mapToLong(line -> number(line.substring(name.length() + 1)))
          .findFirst()
          .orElse(0);
    }

    private String text(String file) {
      return read(folder.resolve(file)).strip();
    }

    /** Negative where there is no limit. */
    private static long number(String text) {
      return text.isEmpty() || text.equals(NO_LIMIT) ? -1 : Long.parseLong(text);
    }
  }
}
