package io.emend.model.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.model.host.CpuThreads.Setting;
import io.emend.model.host.CpuThreads.Share;
import io.emend.model.host.CpuThreads.Work;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuThreadsTest {
  private static final Setting UNSET = new Setting("emend.inference.threads", Optional.empty());
  private static final long LARGE = 7_000_000_000L;
  private static final long TINY = 3_200_000;
  private static final HostCpus SIXTY_FOUR = new HostCpus(64, OptionalDouble.empty());

  @TempDir Path root;

  private static CpuThreads choose(HostCpus cpus, long weights, int copies) {
    return CpuThreads.of(cpus, Map.of(), new Share(Work.ANSWERING, weights, copies), UNSET);
  }

  private static HostCpus limited(double quota) {
    return new HostCpus(64, OptionalDouble.of(quota));
  }

  @Test
  void aLargeModelTakesEveryCore() {
    assertThat(choose(SIXTY_FOUR, LARGE, 1)).hasToString("64 threads (64 cores to run on)");
  }

  @Test
  void aQuotaLimitsWhateverTheNodeHas() {
    assertThat(choose(limited(4), LARGE, 1)).hasToString("4 threads (a quota of 4.00 CPUs)");
  }

  @Test
  void aBrokenQuotaIsUsedWhole() {
    assertThat(choose(limited(1.5), LARGE, 1).threads()).isEqualTo(2);
    assertThat(choose(limited(0.5), LARGE, 1).threads()).isEqualTo(1);
  }

  @Test
  void aSmallModelTakesOneThread() {
    assertThat(choose(SIXTY_FOUR, TINY, 1))
        .hasToString("1 thread (a model of 3.2 million weights gains nothing from more)");
  }

  @Test
  void aTrainingOfASmallModelTakesMore() {
    Share training = new Share(Work.TRAINING, TINY, 1);
    assertThat(CpuThreads.of(SIXTY_FOUR, Map.of(), training, UNSET).threads()).isEqualTo(3);
  }

  @Test
  void copiesShareTheCores() {
    assertThat(choose(SIXTY_FOUR, LARGE, 4).threads()).isEqualTo(16);
    assertThat(choose(limited(2), LARGE, 4).threads()).isEqualTo(1);
  }

  @Test
  void theSettingOverrides() {
    Setting three = new Setting("emend.inference.threads", Optional.of(3));
    Map<String, String> environment = Map.of("OMP_NUM_THREADS", "5");
    Share share = new Share(Work.ANSWERING, TINY, 1);
    assertThat(CpuThreads.of(limited(1), environment, share, three))
        .hasToString("3 threads (as emend.inference.threads says)");
  }

  @Test
  void whatOperatorsSetForOpenMpIsFollowed() {
    Map<String, String> environment = Map.of("OMP_NUM_THREADS", "5,2");
    Share share = new Share(Work.ANSWERING, LARGE, 1);
    assertThat(CpuThreads.of(SIXTY_FOUR, environment, share, UNSET))
        .hasToString("5 threads (as OMP_NUM_THREADS says)");
  }

  @Test
  void aSettingOfNoThreadIsRefusedByName() {
    assertThatThrownBy(() -> new Setting("emend.training.threads", Optional.of(0)))
        .isInstanceOf(EmendException.class)
        .hasMessage("emend.training.threads must be 1 or more, was 0");
  }

  @Test
  void theAffinityCounts() {
    new FakeHost(root).processors("0-1,3", "0", "1", "2", "3");
    assertThat(HostCpus.of(root, 64).cores()).isEqualTo(3);
  }

  @Test
  void twoHardwareThreadsOfACoreAreOne() {
    new FakeHost(root).processors("0-3", "0-1", "0-1", "2-3", "2-3");
    assertThat(HostCpus.of(root, 4).cores()).isEqualTo(2);
  }

  @Test
  void theJvmsOwnOptionCounts() {
    new FakeHost(root).processors("0-63");
    assertThat(HostCpus.of(root, 2).cores()).isEqualTo(2);
  }
}
