package io.emend.admin;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an evaluation to a promotion and back, as an administrator sees it. */
@QuarkusTest
@TestProfile(JudgeModel.class)
class EvaluationsAndPromotionsIT {
  private static final String EVALUATIONS = "/admin/v1/evaluations";
  private static final String ADAPTERS = "/admin/v1/adapters";
  private static final int LIMIT = 8;

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  @AfterEach
  void nothingStaysInProduction() {
    while (!get(ADAPTERS).jsonPath().getString("production").equals("model")) {
      given().post(ADAPTERS + "/rollback").then().statusCode(200);
    }
  }

  private static Response post(String path, String body) {
    return given().contentType("application/json").body(body).post(path);
  }

  private static String submit(int limit) {
    String body =
        """
        {"models": ["base", "one"], "source": "%s", "modes": ["direct", "corrected"], "limit": %d}
        """;
    return post(EVALUATIONS, body.formatted(JudgeModel.SOURCE, limit))
        .then()
        .statusCode(202)
        .header("Location", containsString(EVALUATIONS + "/eval-"))
        .extract()
        .path("id");
  }

  private static JsonPath ended(String id) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(3));
    while (true) {
      JsonPath now = get(EVALUATIONS + "/" + id).jsonPath();
      if (Set.of("succeeded", "failed", "cancelled").contains(now.getString("state"))) {
        return now;
      }
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(50);
    }
  }

  private static Response promote(String evaluation, boolean force) {
    return post(
        ADAPTERS + "/one/promote",
        "{\"evaluation\": \"%s\", \"force\": %s}".formatted(evaluation, force));
  }

  @Test
  void whatTheAdapterWasTrainedOnIsExcludedAndCounted() throws InterruptedException {
    JsonPath evaluation = ended(submit(LIMIT));
    assertThat(evaluation.getString("state")).isEqualTo("succeeded");
    assertThat(evaluation.getInt("result.excluded")).isEqualTo(JudgeModel.TRAINED);
    assertThat(evaluation.getList("result.datasets")).isEqualTo(List.of("seen/v1"));
  }

  @Test
  void theSecondModelIsComparedWithTheFirst() throws InterruptedException {
    JsonPath evaluation = ended(submit(LIMIT));
    assertThat(evaluation.getInt("result.comparison.n")).isEqualTo(LIMIT);
    assertThat(evaluation.getList("result.models.model")).isEqualTo(List.of("model", "one"));
  }

  @Test
  void whatWasSaidCanBeCountedAgain() throws InterruptedException {
    String id = submit(LIMIT);
    double direct = ended(id).getDouble("result.models[1].total.direct");
    JsonPath page = get(EVALUATIONS + "/" + id + "/samples?model=one&limit=5").jsonPath();
    assertThat(page.getLong("total")).isEqualTo(LIMIT);
    assertThat(page.getLong("next")).isEqualTo(5);
    List<Boolean> correct = new ArrayList<>(page.getList("data.initial.correct"));
    correct.addAll(
        get(EVALUATIONS + "/" + id + "/samples?model=one&offset=5")
            .jsonPath()
            .getList("data.initial.correct"));
    assertThat(100.0 * Collections.frequency(correct, true) / LIMIT).isEqualTo(direct);
  }

  @Test
  void aSourceWithFaultsIsRefusedWithEachOfThem() {
    post(
            EVALUATIONS,
            "{\"models\": [\"base\"], \"source\":"
                + " \"src/test/resources/sources/late-faults.jsonl\"}")
        .then()
        .statusCode(422)
        .body("code", equalTo("source_invalid"))
        .body("faults.line", contains(31, 32));
  }

  @Test
  void aComparisonHasAPage() throws InterruptedException {
    String id = submit(LIMIT);
    ended(id);
    get(EVALUATIONS + "/" + id + "/report")
        .then()
        .statusCode(200)
        .contentType("text/html")
        .body(containsString("one against model"));
  }

  @Test
  void evaluationsAreListedWithoutTheirScores() throws InterruptedException {
    String id = submit(LIMIT);
    ended(id);
    get(EVALUATIONS)
        .then()
        .statusCode(200)
        .body("data.id", hasItem(id))
        .body("data.findAll { it.result != null }", hasSize(0));
  }

  @Test
  void aCancelledEvaluationMakesWayForTheNext() throws InterruptedException {
    String id = submit(1_000_000);
    given()
        .delete(EVALUATIONS + "/" + id)
        .then()
        .statusCode(200)
        .body("state", equalTo("cancelled"));
    assertThat(ended(submit(1)).getString("state")).isEqualTo("succeeded");
    get(EVALUATIONS + "/" + id).then().body("state", equalTo("cancelled"));
  }

  @Test
  void anUnfinishedEvaluationHasNoPage() {
    String id = submit(1_000_000);
    get(EVALUATIONS + "/" + id + "/report")
        .then()
        .statusCode(409)
        .body("code", equalTo("evaluation_unfinished"));
    given().delete(EVALUATIONS + "/" + id).then().statusCode(200);
  }

  @Test
  void anUnknownFieldIsRefused() {
    post(EVALUATIONS, "{\"models\": [\"base\"], \"source\": \"x\", \"sed\": 1}")
        .then()
        .statusCode(422)
        .body("code", equalTo("unknown_field"));
  }

  @Test
  void anUnknownModelIsRefusedAtOnce() {
    post(EVALUATIONS, "{\"models\": [\"three\"], \"source\": \"%s\"}".formatted(JudgeModel.SOURCE))
        .then()
        .statusCode(404)
        .body("code", equalTo("model_not_found"));
  }

  @Test
  void anAdapterWithoutAnEvaluationIsRefusedWithTheReason() {
    post(ADAPTERS + "/one/promote", "{}")
        .then()
        .statusCode(409)
        .body("code", equalTo("promotion_refused"))
        .body("reasons.rule", contains("evaluation_missing"));
  }

  @Test
  void anAdapterThatIsNoBetterIsRefusedWithTheFigures() throws InterruptedException {
    // One sample is never significant.
    String id = submit(1);
    ended(id);
    promote(id, false)
        .then()
        .statusCode(409)
        .body("reasons.rule", hasItem("not_significant"))
        .body("figures.n", equalTo(1));
  }

  @Test
  void aForcedPromotionAnswersAtOnceAndKeepsWhatWasOverruled() {
    post(ADAPTERS + "/one/promote", "{\"force\": true}")
        .then()
        .statusCode(200)
        .body("production", equalTo("one"))
        .body("data[0].production", equalTo(true))
        .body("history[-1].forced", equalTo(true))
        .body("history[-1].overruled", contains("an evaluation must be given"));
    post("/v1/chat/completions", "{\"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}")
        .then()
        .body("model", equalTo("one"));
  }

  @Test
  void aRollbackPutsTheBaseBack() {
    post(ADAPTERS + "/one/promote", "{\"force\": true}").then().statusCode(200);
    given()
        .post(ADAPTERS + "/rollback")
        .then()
        .statusCode(200)
        .body("production", equalTo("model"))
        .body("history[-1].kind", equalTo("rollback"));
  }

  @Test
  void theBaseCannotBeRolledBack() {
    given()
        .post(ADAPTERS + "/rollback")
        .then()
        .statusCode(409)
        .body("code", equalTo("rollback_impossible"));
  }

  @Test
  void anUnregisteredAdapterIsNotFound() {
    post(ADAPTERS + "/three/promote", "{\"force\": true}")
        .then()
        .statusCode(404)
        .body("code", equalTo("adapter_not_found"));
  }
}
