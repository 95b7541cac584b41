package io.emend.model.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files by which Linux tells a process what it may use. */
record FakeHost(Path root) {

  FakeHost file(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text + "\n");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All controllers in one hierarchy, mounted whole. */
  FakeHost version2(String path) {
    return file("proc/self/cgroup", "0::" + path)
        .file(
            "proc/self/mountinfo",
            "24 1 0:22 / /proc rw - proc proc rw\n"
                + "30 24 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw");
  }

  /** A hierarchy for processors and one for memory, of which a container sees its own group. */
  FakeHost version1(String path, String mounted) {
    return file("proc/self/cgroup", "4:memory:" + path + "\n2:cpuset:/\n1:cpu,cpuacct:" + path)
        .file(
            "proc/self/mountinfo",
            "32 31 0:29 "
                + mounted
                + " /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n"
                + "35 31 0:32 "
                + mounted
                + " /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory");
  }

  /** Processors of the affinity, each pair of numbers on one core where they share one. */
  FakeHost processors(String affinity, String... siblings) {
    file("proc/self/status", "Name:\tjava\nCpus_allowed:\tff\nCpus_allowed_list:\t" + affinity);
    for (int cpu = 0; cpu < siblings.length; cpu++) {
      file("sys/devices/system/cpu/cpu" + cpu + "/topology/thread_siblings_list", siblings[cpu]);
    }
    return this;
  }
}
