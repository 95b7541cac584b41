package io.emend.model.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Processors that this process may really use.
 *
 * @param cores that it may run on, by its affinity and the JVM's own options: two hardware threads
 *     of one core compute hardly more than one
 * @param quota processors' worth of time that its control groups give, such as 0.5
 */
public record HostCpus(int cores, OptionalDouble quota) {

  /** Those of this process. */
  public static HostCpus here() {
    return of(Path.of("/"), Runtime.getRuntime().availableProcessors());
  }

  /**
   * @param most that the JVM would use
   */
  static HostCpus of(Path root, int most) {
    long cores = affinity(root).mapToObj(cpu -> siblings(root, cpu)).distinct().count();
    return new HostCpus(cores == 0 ? most : (int) Math.min(cores, most), new Cgroups(root).cpus());
  }

  /**
   * Threads that can run at once, at least one: half a processor's worth of time is one as well.
   */
  int threads() {
    return (int) Math.max(1, Math.min(cores, Math.ceil(quota.orElse(cores))));
  }

  /** Numbers of the processors in a list such as {@code 0-3,8}. */
  private static IntStream affinity(Path root) {
    return read(root.resolve("proc/self/status"))
        .lines()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .flatMap(line -> Stream.of(line.substring(line.indexOf(':') + 1).strip().split(",")))
        .flatMapToInt(HostCpus::range);
  }

  private static IntStream range(String text) {
    String[] ends = text.split("-");
    return IntStream.rangeClosed(
        Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }

  /** The hardware threads of a processor's core; the processor alone where that is not told. */
  private static String siblings(Path root, int cpu) {
    String folder = "sys/devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list";
    String list = read(root.resolve(folder)).strip();
    return list.isEmpty() ? "cpu" + cpu : list;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
