package io.emend.command;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.emend.command.app.RunningApp;
import io.emend.training.job.JobData;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training jobs over HTTP, with runs in processes of their own. */
@Timeout(600)
class TrainingJobsIT {
  private static final String MODEL = JobData.MODEL.toAbsolutePath().toString();
  private static final String UNKNOWN = "job-" + "0".repeat(20);
  private static final int PAIRS = 6;
  @TempDir static Path scratch;
  private static RunningApp app;
  private static Response logs;
  private static String stateAfterLogs;
  private static JsonPath whole;

  @BeforeAll
  static void trainOnce() throws Exception {
    JobData.write(scratch.resolve("store"), PAIRS);
    JobData.write(scratch.resolve("store"), "none", 0);
    Map<String, String> settings =
        Map.of("EMEND_FUNCTIONS", "admin", "EMEND_TRAINING_METRICS_INTERVAL", "0s");
    app = RunningApp.start(scratch, settings);
    String id = started("whole", 1);
    logs = api().get(id + "/logs");
    // Read to its end: what is asked next is asked once nothing more is printed.
    assertThat(logs.asString()).isNotEmpty();
    stateAfterLogs = api().get(id).path("state");
    whole = ended(id);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    app.close();
  }

  /** What waits would keep the next test's job waiting. */
  @AfterEach
  void cancelTheRest() {
    List<String> open = api().get().path("data.findAll { it.endedAt == null }.id");
    open.forEach(id -> api().delete(id));
  }

  private static RequestSpecification api() {
    return given().baseUri(app.uri("").toString()).basePath("/admin/v1/training-jobs");
  }

  private static String body(String model, int epochs) {
    return """
    {"dataset": "few", "model": "%s",
     "hyperparameters": {"epochs": %d, "batch": 2, "checkpointEvery": 1}}
    """
        .formatted(model, epochs);
  }

  private static Response post(String key, String body) {
    return api().header("Idempotency-Key", key).contentType(ContentType.JSON).body(body).post();
  }

  private static String started(String key, int epochs) {
    return post(key, body(MODEL, epochs)).then().statusCode(201).extract().path("id");
  }

  private static JsonPath await(String id, Predicate<JsonPath> wanted) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(5));
    JsonPath job = api().get(id).jsonPath();
    while (!wanted.test(job)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(job.prettify() + api().get(id + "/logs").asString());
      }
      Thread.sleep(50);
      job = api().get(id).jsonPath();
    }
    return job;
  }

  private static JsonPath ended(String id) throws InterruptedException {
    return await(id, job -> job.get("endedAt") != null);
  }

  private static boolean runs(JsonPath job) {
    return job.get("metrics.step") != null;
  }

  @Test
  void aJobEndsWithItsAdapterRegistered() throws Exception {
    assertThat(whole.getString("state")).as(whole.prettify()).isEqualTo("succeeded");
    assertThat(whole.getString("adapter")).isEqualTo(whole.getString("id"));
    assertThat(Files.readString(scratch.resolve("store/registry/model.json")))
        .contains("jobs/" + whole.getString("id") + "/adapter/");
  }

  private static double figure(String name) {
    String text = given().get(app.uri("/q/metrics")).asString();
    return text.lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
        .findFirst()
        .orElseThrow(() -> new AssertionError(text));
  }

  @Test
  void aCancelledJobEndsBeforeItsTimeIsCountedAndKeepsACheckpoint() throws Exception {
    String name = "emend_jobs_ended_total{state=\"cancelled\"}";
    double before = figure(name);
    String id = started("long", 1000);
    await(id, TrainingJobsIT::runs);
    assertThat(figure("emend_jobs{state=\"running\"}")).isEqualTo(1);
    api().delete(id).then().statusCode(202).body("cancelRequestedAt", notNullValue());
    JsonPath job = ended(id);
    assertThat(job.getString("state")).isEqualTo("cancelled");
    assertThat(figure(name)).isGreaterThan(before);
    assertThat(scratch.resolve("store/jobs").resolve(id).resolve("checkpoints"))
        .isNotEmptyDirectory();
  }

  @Test
  void oneKeyMakesOneJob() {
    String id = started("once", 1);
    post("once", body(MODEL, 1))
        .then()
        .statusCode(201)
        .header("Idempotent-Replayed", "true")
        .header("Location", endsWith("/admin/v1/training-jobs/" + id))
        .body("id", equalTo(id));
  }

  @Test
  void aKeyOfAnotherRequestIsAConflict() {
    started("other", 1);
    post("other", body(MODEL, 2))
        .then()
        .statusCode(409)
        .body("code", equalTo("idempotency_conflict"));
  }

  @Test
  void aWishForAPlaceIsKeptAndShown() {
    String body = body(MODEL, 1).replaceFirst("\\{", "{\"placement\": {\"queue\": \"team-a\"},");
    post("placed", body)
        .then()
        .statusCode(201)
        .body("placement", equalTo(Map.of("queue", "team-a")));
  }

  @Test
  void aWishThatIsNotKnownIsRefusedByItsName() {
    String body = body(MODEL, 1).replaceFirst("\\{", "{\"placement\": {\"pool\": \"team-a\"},");
    post("misplaced", body)
        .then()
        .statusCode(422)
        .body("code", equalTo("unknown_field"))
        .body("field", containsString("pool"));
  }

  @Test
  void withoutAKeyEachRequestMakesAJob() {
    String body = body(MODEL, 1);
    String first = api().contentType(ContentType.JSON).body(body).post().path("id");
    String second = api().contentType(ContentType.JSON).body(body).post().path("id");
    assertThat(first).isNotNull().isNotEqualTo(second);
  }

  @Test
  void metricsAreOfEachStepFromTheOneThatIsAskedFor() {
    String id = whole.getString("id");
    api()
        .get(id + "/metrics?from=2")
        .then()
        .body("step", equalTo(List.of(2, 3)))
        .body("[1].total", equalTo(3))
        .body("[1].'rewards/margins'", notNullValue());
    assertThat(api().accept("application/jsonl").get(id + "/metrics").asString().lines())
        .hasSize(3);
  }

  @Test
  void logsStreamUntilTheJobIsOver() {
    logs.then()
        .statusCode(200)
        .contentType("text/event-stream")
        .body(containsString("data: step 3 of 3, loss"));
    assertThat(stateAfterLogs).isEqualTo("succeeded");
  }

  @Test
  void jobsAreListedWithoutTheirMetrics() {
    api()
        .get()
        .then()
        .body("data.findAll { it.id == '" + whole.getString("id") + "' }", hasSize(1))
        .body("data[0].metrics", nullValue());
  }

  @ParameterizedTest
  @CsvSource({"GET, ''", "GET, /metrics", "GET, /logs", "DELETE, ''"})
  void anUnknownJobIsNotFound(String method, String path) {
    api()
        .request(method, UNKNOWN + path)
        .then()
        .statusCode(404)
        .body("code", equalTo("job_not_found"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          404 | dataset_not_found   | {"dataset": "gone", "model": "emend-tiny"}
          404 | model_not_found     | {"dataset": "few", "model": "/nowhere"}
          422 | invalid_value       | {"dataset": "few"}
          422 | invalid_value       | {"dataset": "few", "model": "emend-tiny", "method": "ppo"}
          422 | training_data_empty | {"dataset": "none", "model": "emend-tiny"}
          422 | unknown_field       | {"dataset": "few", "model": "emend-tiny", "rate": 1}
          422 | unknown_field       | {"model": "m", "hyperparameters": {"learning_rate": 1}}
          422 | memory_insufficient | {"dataset": "few", "model": "emend-tiny", "hyperparameters": {"batch": 65536, "microBatch": 65536}}
          400 | malformed_json      | {"dataset":
          """)
  void whatCannotEndWellIsRefused(int status, String code, String body) {
    post("refused " + body, body)
        .then()
        .statusCode(status)
        .body("code", equalTo(code))
        .body("detail", notNullValue());
  }
}
