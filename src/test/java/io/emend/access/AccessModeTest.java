package io.emend.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.LaunchMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessModeTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]"})
  void loopbackNeedsNoCredentials(String host) {
    assertThat(AccessMode.mustRefuse(LaunchMode.NORMAL, host)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "no-such-host.invalid"})
  void aWiderAddressNeedsThem(String host) {
    assertThat(AccessMode.mustRefuse(LaunchMode.NORMAL, host)).isTrue();
  }

  @Test
  void developmentNeedsNone() {
    assertThat(AccessMode.mustRefuse(LaunchMode.DEVELOPMENT, "0.0.0.0")).isFalse();
  }
}
