package io.emend.model.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupsTest {
  private static final String OWN = "sys/fs/cgroup/";
  private static final long MEBIBYTE = 1 << 20;

  @TempDir Path root;

  private FakeHost host() {
    return new FakeHost(root);
  }

  private Cgroups cgroups() {
    return new Cgroups(root);
  }

  @Test
  void aQuotaOfVersion2IsReadInAContainer() {
    host().version2("/").file(OWN + "cpu.max", "50000 100000");
    assertThat(cgroups().cpus()).hasValue(0.5);
  }

  @Test
  void aQuotaOfAGroupAroundCountsToo() {
    host()
        .version2("/user.slice/job.scope")
        .file(OWN + "user.slice/cpu.max", "150000 100000")
        .file(OWN + "user.slice/job.scope/cpu.max", "max 100000");
    assertThat(cgroups().cpus()).hasValue(1.5);
  }

  @Test
  void aQuotaOfVersion1IsReadWhereItsContainerIsMounted() {
    host()
        .version1("/docker/abc", "/docker/abc")
        .file(OWN + "cpu/cpu.cfs_quota_us", "400000")
        .file(OWN + "cpu/cpu.cfs_period_us", "100000");
    assertThat(cgroups().cpus()).hasValue(4);
  }

  @Test
  void aQuotaOfVersion1IsReadBelowTheRoot() {
    host()
        .version1("/batch", "/")
        .file(OWN + "cpu/batch/cpu.cfs_quota_us", "100000")
        .file(OWN + "cpu/batch/cpu.cfs_period_us", "50000")
        .file(OWN + "cpu/cpu.cfs_quota_us", "-1");
    assertThat(cgroups().cpus()).hasValue(2);
  }

  @Test
  void withoutALimitNothingIsLimited() {
    host().version2("/").file(OWN + "cpu.max", "max 100000").file(OWN + "memory.max", "max");
    assertThat(cgroups().cpus()).isEmpty();
    assertThat(cgroups().memoryLeft()).isEmpty();
  }

  @Test
  void withoutControlGroupsNothingIsLimited() {
    assertThat(cgroups().cpus()).isEmpty();
    assertThat(cgroups().memoryLeft()).isEmpty();
  }

  @Test
  void thePageCacheGivesWay() {
    host()
        .version2("/")
        .file(OWN + "memory.max", "" + 1000 * MEBIBYTE)
        .file(OWN + "memory.current", "" + 700 * MEBIBYTE)
        .file(
            OWN + "memory.stat",
            "anon 1\nactive_file " + 100 * MEBIBYTE + "\ninactive_file " + 300 * MEBIBYTE);
    assertThat(cgroups().memoryLeft()).hasValue(700 * MEBIBYTE);
  }

  @Test
  void memoryOfVersion1IsCountedWithThatOfTheGroupsInside() {
    host()
        .version1("/docker/abc", "/docker/abc")
        .file(OWN + "memory/memory.limit_in_bytes", "" + 500 * MEBIBYTE)
        .file(OWN + "memory/memory.usage_in_bytes", "" + 400 * MEBIBYTE)
        .file(
            OWN + "memory/memory.stat",
            "active_file 7\ntotal_active_file 0\ntotal_inactive_file " + 50 * MEBIBYTE);
    assertThat(cgroups().memoryLeft()).hasValue(150 * MEBIBYTE);
  }
}
