package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.command.app.RunningApp;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An admin function that has neither a model nor a broker. */
@Timeout(600)
class CollectionJobIT {
  private static final String COLLECTIONS = "/admin/v1/collections";

  @TempDir static Path folder;
  private static RunningApp admin;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    admin = admin();
  }

  private static RunningApp admin() throws Exception {
    return RunningApp.start(
        folder,
        Map.of(
            "EMEND_FUNCTIONS", "admin", "EMEND_JOBS_DIRECTORY", folder.resolve("jobs").toString()));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    admin.close();
  }

  private JsonNode call(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpRequest asked = request.header("Content-Type", "application/json").build();
    return new ObjectMapper().readTree(client.send(asked, BodyHandlers.ofString()).body());
  }

  private String collection(String name, int limit) throws Exception {
    String body =
        """
        {"name": "%s", "source": "scenes:plain/train?seed=2", "limit": %d,
         "sampling": {"temperature": 1.0}}
        """;
    HttpRequest.Builder request = HttpRequest.newBuilder(admin.uri(COLLECTIONS));
    JsonNode taken = call(request.POST(BodyPublishers.ofString(body.formatted(name, limit))));
    assertThat(taken.path("id").asText()).as(taken.toString()).startsWith("col-");
    return COLLECTIONS + "/" + taken.path("id").asText();
  }

  private JsonNode get(String path) throws Exception {
    return call(HttpRequest.newBuilder(admin.uri(path)));
  }

  /** What is at a path once it has ended, or has done so much. */
  private JsonNode await(String path, int done) throws Exception {
    JsonNode now = get(path);
    while (!Set.of("succeeded", "failed", "cancelled").contains(now.path("state").asText())
        && now.path("done").asInt() < done) {
      TimeUnit.MILLISECONDS.sleep(100);
      now = get(path);
    }
    return now;
  }

  @Test
  void aJobCollectsInItsPlace() throws Exception {
    JsonNode ended = await(collection("by-a-job", 30), Integer.MAX_VALUE);
    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("succeeded");
    assertThat(ended.path("done").asInt()).isEqualTo(30);
    assertThat(ended.path("dataset").asText()).isEqualTo("by-a-job/v1");
    assertThat(get("/admin/v1/training-jobs").path("data")).isEmpty();
  }

  @Test
  void theJobOutlivesTheServer() throws Exception {
    String path = collection("outliving", 200);
    await(path, 1);
    admin.process().destroyForcibly().waitFor();
    admin = admin();
    JsonNode ended = await(path, Integer.MAX_VALUE);
    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("succeeded");
    assertThat(ended.path("done").asInt()).isEqualTo(200);
  }

  @Test
  void cancellingItEndsTheJob() throws Exception {
    String path = collection("cancelled", 100_000);
    await(path, 1);
    JsonNode cancelled = call(HttpRequest.newBuilder(admin.uri(path)).DELETE());
    assertThat(cancelled.path("state").asText()).isEqualTo("cancelled");
    String id = cancelled.path("id").asText();
    while (ProcessHandle.allProcesses()
        .anyMatch(each -> each.info().commandLine().orElse("").contains(id))) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
