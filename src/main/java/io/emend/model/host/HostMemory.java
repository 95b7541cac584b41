package io.emend.model.host;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this machine or container. */
public final class HostMemory {
  private static final Path MEMINFO = Path.of("/proc/meminfo");

  private HostMemory() {}

  /** Bytes that can be had without swapping; within a container what its limit leaves. */
  public static long available() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long free = Files.isReadable(MEMINFO) ? memAvailable() : system.getFreeMemorySize();
    long limit = new Cgroups(Path.of("/")).memoryLeft().orElse(Long.MAX_VALUE);
    return Math.min(free, Math.min(limit, system.getTotalMemorySize()));
  }

  /** What is free is less than what is available: the page cache gives way. */
  private static long memAvailable() {
    try {
      return Files.readAllLines(MEMINFO).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
