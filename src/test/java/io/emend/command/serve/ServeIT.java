package io.emend.command.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.command.app.RunningApp;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class ServeIT {
  @TempDir static Path scratch;
  private static int status;
  private static int exitCode;

  @BeforeAll
  static void serve() throws Exception {
    try (RunningApp app = RunningApp.start(scratch)) {
      HttpRequest request = HttpRequest.newBuilder(app.uri("/q/health/live")).build();
      status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
      app.process().destroy();
      exitCode = app.process().waitFor();
    }
  }

  @Test
  void serveAnswersOnThePortItIsGiven() {
    assertThat(status).isEqualTo(200);
  }

  /** 143 is 128 and the number of SIGTERM. */
  @Test
  void aSignalEndsTheServer() {
    assertThat(exitCode).isEqualTo(143);
  }
}
