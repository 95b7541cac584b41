package io.emend.command.serve;

import io.emend.command.app.RunningApp;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine of the server's own process. */
@Timeout(600)
class EmbeddedEngineIT extends EngineContract {
  @TempDir static Path scratch;
  private static RunningApp app;

  @BeforeAll
  static void start() throws Exception {
    app = RunningApp.start(scratch);
    app.awaitReady();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    app.close();
  }

  @Override
  String server() {
    return app.uri("").toString();
  }
}
