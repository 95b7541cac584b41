package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.error.EmendException;
import io.emend.error.ExitStatus;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.BindException;
import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void aConfigurationThatIsRefusedAtTheStartStaysRefused() {
    Throwable failure = new IllegalStateException(EmendException.invalid("x", "must be y", "z"));
    assertThat(Main.ofStart(failure)).isEqualTo(ExitStatus.REFUSED);
    assertThat(Main.ofStart(new ConfigurationException("unknown"))).isEqualTo(ExitStatus.REFUSED);
  }

  @Test
  void aPortThatIsTakenMayBeFreeLater() {
    assertThat(Main.ofStart(new RuntimeException(new BindException("in use"))))
        .isEqualTo(ExitStatus.FAILED);
  }
}
