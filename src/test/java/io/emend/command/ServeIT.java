package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ServeIT {
  @TempDir Path scratch;
  private RunningApp app;

  @BeforeEach
  void start() throws Exception {
    app = RunningApp.start(scratch);
  }

  @AfterEach
  void stop() throws InterruptedException {
    app.close();
  }

  @Test
  void serveAnswersOnThePortItIsGiven() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(app.uri("/q/health/live")).build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  /** 143 is 128 and the number of SIGTERM. */
  @Test
  void aSignalEndsTheServer() throws InterruptedException {
    app.process().destroy();
    assertThat(app.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(app.process().exitValue()).isEqualTo(143);
  }
}
