package io.emend.jobs.kubernetes;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceLimitsTest {
  private static final ResourceLimits LIMITS =
      new ResourceLimits(Map.of("nvidia.com/gpu", "4", "memory", "64Gi"));

  private static void refuses(String name, String wish, String rule) {
    assertThatThrownBy(() -> LIMITS.check(Map.of(name, wish)))
        .hasMessageContaining("resources." + name + " " + rule);
  }

  @Test
  void whatIsWithinTheLimitsIsTaken() {
    assertThatCode(() -> LIMITS.check(Map.of("nvidia.com/gpu", "4", "memory", "65536Mi")))
        .doesNotThrowAnyException();
  }

  @Test
  void moreThanTheLimitIsRefused() {
    refuses("nvidia.com/gpu", "5", "must be at most 4");
  }

  @Test
  void unitsCount() {
    refuses("memory", "65537Mi", "must be at most 64Gi");
  }

  @Test
  void aResourceWithoutALimitIsRefused() {
    refuses("cpu", "1", "must be one of [memory, nvidia.com/gpu]");
  }

  @Test
  void nothingIsNoWish() {
    refuses("nvidia.com/gpu", "0", "must be more than 0");
  }

  @Test
  void whatIsNoQuantityIsRefused() {
    refuses("memory", "much", "must be a Kubernetes quantity");
  }

  @Test
  void aPartOfADeviceIsRefused() {
    refuses("nvidia.com/gpu", "0.5", "must be a whole number");
    refuses("nvidia.com/gpu", "1500m", "must be a whole number");
    refuses("memory", "100m", "must be a whole number");
  }

  @Test
  void aWholeNumberMayBeWrittenAsOneLikes() {
    assertThatCode(() -> LIMITS.check(Map.of("nvidia.com/gpu", "2000m", "memory", "1.5Gi")))
        .doesNotThrowAnyException();
  }

  @Test
  void processorsAreShared() {
    assertThatCode(() -> new ResourceLimits(Map.of("cpu", "4")).check(Map.of("cpu", "500m")))
        .doesNotThrowAnyException();
  }
}
