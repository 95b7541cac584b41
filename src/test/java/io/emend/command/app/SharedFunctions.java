package io.emend.command.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.messaging.KafkaBroker;
import io.emend.storage.s3.S3Server;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A store, a broker, and an admin function over them; correction functions as they are wanted. */
public final class SharedFunctions implements AutoCloseable {
  /** The longest that a call may take, whatever fails meanwhile. */
  private static final Duration ANSWER = Duration.ofMinutes(1);

  private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final Map<String, String> settings;
  private final S3Server store;
  private final KafkaBroker broker;
  private final List<RunningApp> apps = new ArrayList<>();
  private final RunningApp admin;

  public SharedFunctions(Path folder) throws Exception {
    this(folder, Map.of());
  }

  /**
   * @param settings of every function, as environment variables
   */
  public SharedFunctions(Path folder, Map<String, String> settings) throws Exception {
    this.folder = folder;
    this.settings = settings;
    this.store = S3Server.start(Files.createDirectories(folder.resolve("s3")));
    this.broker = KafkaBroker.start(Files.createDirectories(folder.resolve("kafka")));
    this.admin = function("admin");
  }

  public S3Server store() {
    return store;
  }

  public KafkaBroker broker() {
    return broker;
  }

  public RunningApp correction() throws Exception {
    return function("correction");
  }

  private RunningApp function(String name) throws Exception {
    Map<String, String> environment = new HashMap<>(settings);
    environment.putAll(PackagedApp.variables(store.settings()));
    environment.put("EMEND_FUNCTIONS", name);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.servers());
    environment.put("EMEND_JOBS_DIRECTORY", folder.resolve("jobs").toString());
    environment.put("OMP_NUM_THREADS", "1");
    RunningApp app = RunningApp.start(folder, environment);
    apps.add(app);
    app.awaitReady();
    return app;
  }

  /** The admin function's figures. */
  public String metrics() throws Exception {
    HttpRequest scrape = HttpRequest.newBuilder(admin.uri("/q/metrics")).build();
    return client.send(scrape, BodyHandlers.ofString()).body();
  }

  public JsonNode get(String path) throws Exception {
    return call(HttpRequest.newBuilder(admin.uri(path)));
  }

  public JsonNode delete(String path) throws Exception {
    return call(HttpRequest.newBuilder(admin.uri(path)).DELETE());
  }

  public JsonNode post(String path, String body) throws Exception {
    return post(admin, path, body);
  }

  public JsonNode post(RunningApp app, String path, String body) throws Exception {
    return call(
        HttpRequest.newBuilder(app.uri(path))
            .header("Idempotency-Key", path + body.hashCode())
            .POST(BodyPublishers.ofString(body)));
  }

  /** Asks for a correction to be fetched later. */
  public JsonNode later(RunningApp app, String body) throws Exception {
    return call(
        HttpRequest.newBuilder(app.uri("/v1/corrections"))
            .header("Prefer", "respond-async")
            .POST(BodyPublishers.ofString(body)));
  }

  private JsonNode call(HttpRequest.Builder request) throws Exception {
    HttpRequest asked = request.header("Content-Type", "application/json").timeout(ANSWER).build();
    return JSON.readTree(client.send(asked, BodyHandlers.ofString()).body());
  }

  /** What is at a path once it has ended, or has done so much. */
  public JsonNode await(String path, int done) throws Exception {
    while (true) {
      JsonNode now = get(path);
      if (ENDED.contains(now.path("state").asText()) || now.path("done").asInt() >= done) {
        return now;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** What is at a path once it has ended. */
  public JsonNode await(String path) throws Exception {
    return await(path, Integer.MAX_VALUE);
  }

  /** Starts a collection; gives back its path. */
  public String collect(long seed, int samples) throws Exception {
    String body =
        """
        {"name": "shared", "source": "scenes:crowded/train?seed=%d", "limit": %d,
         "sampling": {"temperature": 1.0}}
        """
            .formatted(seed, samples);
    return begun("/admin/v1/collections", body);
  }

  /** Starts something; gives back its path. */
  public String begun(String path, String body) throws Exception {
    JsonNode taken = post(path, body);
    if (!taken.has("id")) {
      throw new AssertionError(taken.toString());
    }
    return path + "/" + taken.path("id").asText();
  }

  /** Functions take seconds to leave the broker: all at once. */
  @Override
  public void close() throws InterruptedException {
    apps.forEach(app -> app.process().destroy());
    for (RunningApp app : apps) {
      app.close();
    }
    broker.close();
    store.close();
  }
}
