package io.emend.command.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.command.app.Finished;
import io.emend.command.app.PackagedApp;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that the network reaches, without credentials. */
@Timeout(600)
class OpenServerIT {

  @Test
  void itRefusesToStartAndSaysHowToCreateAKey(@TempDir Path scratch) throws Exception {
    Finished app =
        Finished.run(PackagedApp.with("serve", "--port", "0", "--host", "0.0.0.0"), scratch);
    assertThat(app.exitCode()).isEqualTo(4);
    assertThat(app.err()).contains("0.0.0.0", "sha256sum", "emend.access.keys");
  }
}
