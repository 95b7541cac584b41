package io.emend.command.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.command.app.RunningApp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server without a broker that is killed while corrections wait in its memory. */
@Timeout(600)
public class KilledServerIT {
  private static final int REQUESTS = 30;
  public static final String PIXEL =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";

  @TempDir Path scratch;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void correctionsThatWereTakenAreAnsweredByTheNextOne() throws Exception {
    List<String> taken = new ArrayList<>();
    try (RunningApp app = RunningApp.start(scratch)) {
      app.awaitReady();
      for (int i = 0; i < REQUESTS; i++) {
        taken.add(take(app));
      }
      app.process().destroyForcibly().waitFor();
    }
    try (RunningApp next = RunningApp.start(scratch)) {
      next.awaitReady();
      for (String location : taken) {
        assertThat(ended(next, location)).isEqualTo(200);
      }
    }
  }

  private String take(RunningApp app) throws Exception {
    String body =
        new ObjectMapper()
            .createObjectNode()
            .put("image", PIXEL)
            .put("question", "What?")
            .toString();
    HttpResponse<Void> answer =
        client.send(
            HttpRequest.newBuilder(app.uri("/v1/corrections"))
                .header("Content-Type", "application/json")
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding());
    return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
  }

  private int ended(RunningApp app, String location) throws Exception {
    HttpRequest get = HttpRequest.newBuilder(app.uri(location)).build();
    int status = 202;
    while (status == 202) {
      TimeUnit.MILLISECONDS.sleep(50);
      status = client.send(get, BodyHandlers.discarding()).statusCode();
    }
    return status;
  }
}
