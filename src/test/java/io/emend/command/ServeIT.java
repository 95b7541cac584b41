package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ServeIT {
  private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

  private Process app;
  private int port;

  @BeforeEach
  void start() throws IOException {
    app = PackagedApp.with("serve", "--port", "0", "--host=127.0.0.1").start();
    BufferedReader log = app.errorReader();
    for (String line = log.readLine(); line != null && port == 0; line = log.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        port = Integer.parseInt(listening.group(1));
      }
    }
  }

  @AfterEach
  void stop() {
    app.destroyForcibly();
  }

  @Test
  void serveAnswersOnThePortItIsGiven() throws IOException, InterruptedException {
    URI live = URI.create("http://127.0.0.1:" + port + "/q/health/live");
    HttpRequest request = HttpRequest.newBuilder(live).build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  /** 143 is 128 and the number of SIGTERM. */
  @Test
  void aSignalEndsTheServer() throws InterruptedException {
    app.destroy();
    assertThat(app.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(app.exitValue()).isEqualTo(143);
  }
}
