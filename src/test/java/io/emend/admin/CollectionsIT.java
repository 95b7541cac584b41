package io.emend.admin;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SmallModel.class)
class CollectionsIT {
  private static final String COLLECTIONS = "/admin/v1/collections";
  private static final int LIMIT = 5;

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  /** Starts the smallest collection with some fields more or others. */
  private static ValidatableResponse post(Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", "crowded");
    body.put("source", "scenes:crowded/train?seed=1");
    body.put("limit", LIMIT);
    body.putAll(more);
    return given().contentType("application/json").body(body).post(COLLECTIONS).then();
  }

  private static String started(Map<String, ?> more) {
    return post(more).statusCode(202).extract().header("Location");
  }

  private static JsonPath ended(String location) throws InterruptedException {
    while (true) {
      JsonPath now = when().get(location).then().statusCode(200).extract().jsonPath();
      if (!List.of("queued", "running").contains(now.getString("state"))) {
        return now;
      }
      Thread.sleep(100);
    }
  }

  @Test
  void aCollectionIsTakenWithItsDefaultsFilledIn() {
    post(Map.of())
        .statusCode(202)
        .header("Location", containsString(COLLECTIONS + "/col-"))
        .body("review", equalTo("critique"))
        .body("model", equalTo("model"))
        .body("samplesPerQuestion", is(1));
  }

  @Test
  void aCollectionBecomesADatasetVersion() throws InterruptedException {
    JsonPath done = ended(started(Map.of()));
    assertThat(done.getString("state")).isEqualTo("succeeded");
    when()
        .get("/admin/v1/datasets/" + done.getString("dataset"))
        .then()
        .statusCode(200)
        .body("counts.samples", is(LIMIT))
        .body("lineage.source", equalTo("scenes:crowded/train?seed=1"));
  }

  /** A random checkpoint names no option. */
  @Test
  void outcomesAndUnparsedResponsesAreTold() throws InterruptedException {
    JsonPath done = ended(started(Map.of()));
    assertThat(done.getInt("outcomes.wrong_wrong")).isEqualTo(LIMIT);
    assertThat(done.getInt("unparsed")).isEqualTo(LIMIT);
  }

  @Test
  void picturesOfSamplesAreKept() throws InterruptedException {
    String dataset = ended(started(Map.of())).getString("dataset");
    String image =
        when()
            .get("/admin/v1/datasets/" + dataset + "/samples?limit=1")
            .jsonPath()
            .getString("data[0].image");
    when().get("/v1/images/" + image).then().statusCode(200);
  }

  @Test
  void samplesOfAQuestionAreAsMany() throws InterruptedException {
    Map<String, ?> twice =
        Map.of("samplesPerQuestion", 2, "sampling", Map.of("temperature", 0.7), "seed", 3);
    assertThat(ended(started(twice)).getInt("done")).isEqualTo(2 * LIMIT);
  }

  @Test
  void aRequestThatIsSentAgainBeginsNothing() {
    String key = UUID.randomUUID().toString();
    String first = withKey(key, LIMIT).statusCode(202).extract().path("id");
    withKey(key, LIMIT)
        .statusCode(202)
        .header("Idempotent-Replayed", "true")
        .header("Location", endsWith(first))
        .body("id", equalTo(first));
    withKey(key, LIMIT + 1).statusCode(409).body("code", equalTo("idempotency_conflict"));
  }

  @Test
  void anEmptyKeyIsNone() {
    withKey("", LIMIT).statusCode(422).body("field", equalTo("Idempotency-Key"));
  }

  @Test
  void aQueryParameterThatIsThereTwiceIsRefused() {
    given()
        .queryParam("limit", 1, 2)
        .get(COLLECTIONS)
        .then()
        .statusCode(422)
        .body("field", equalTo("limit"))
        .body("rule", equalTo("must be given once"));
  }

  private static ValidatableResponse withKey(String key, int limit) {
    Map<String, Object> body =
        Map.of("name", "crowded", "source", "scenes:crowded/train?seed=1", "limit", limit);
    return given()
        .contentType("application/json")
        .header("Idempotency-Key", key)
        .body(body)
        .post(COLLECTIONS)
        .then();
  }

  @Test
  void aQueryParameterThatTheListDoesNotHaveIsRefused() {
    given()
        .queryParam("state", "bogus")
        .get(COLLECTIONS)
        .then()
        .statusCode(422)
        .body("code", equalTo("unknown_field"))
        .body("field", equalTo("state"))
        .body("rule", equalTo("must be one of limit, offset"));
  }

  @Test
  void aCancelledCollectionEndsAtOnce() {
    String location = started(Map.of("limit", 1_000_000));
    given().delete(location).then().statusCode(200).body("state", equalTo("cancelled"));
  }

  @Test
  void theQueueGoesOnAfterACancellation() throws InterruptedException {
    String endless = started(Map.of("limit", 1_000_000));
    Thread.sleep(300);
    given().delete(endless).then().statusCode(200);
    assertThat(ended(started(Map.of())).getString("state")).isEqualTo("succeeded");
  }

  @Test
  void collectionsAreListed() {
    String id = post(Map.of()).extract().path("id");
    when().get(COLLECTIONS).then().statusCode(200).body("data.id", hasItem(id));
  }

  @Test
  void aListHasAsManyAsAskedForAndTellsWhatFollows() {
    post(Map.of("limit", 1));
    post(Map.of("limit", 1));
    given()
        .queryParam("limit", 1)
        .get(COLLECTIONS)
        .then()
        .statusCode(200)
        .body("data", hasSize(1))
        .body("next", equalTo(1));
  }

  @Test
  void aLimitOutOfRangeIsNamed() {
    given()
        .queryParam("limit", 0)
        .get(COLLECTIONS)
        .then()
        .statusCode(422)
        .body("field", equalTo("limit"));
  }

  @Test
  void anAbsentCollectionIsNotFound() {
    when()
        .get(COLLECTIONS + "/col-1")
        .then()
        .statusCode(404)
        .body("code", equalTo("collection_not_found"));
  }

  @Test
  void aMisspeltFieldIsRefused() {
    post(Map.of("reveiw", "critique")).statusCode(422).body("code", equalTo("unknown_field"));
  }

  @Test
  void anUnknownSourceIsRefused() {
    post(Map.of("source", "scenes:empty/train"))
        .statusCode(422)
        .body("code", equalTo("source_invalid"));
  }

  @Test
  void aSourceWithFaultsIsRefusedWithEachOfThem() {
    post(Map.of("source", "src/test/resources/sources/late-faults.jsonl"))
        .statusCode(422)
        .body("code", equalTo("source_invalid"))
        .body("faults.line", contains(31, 32))
        .body("faults.field", contains("id", "image"))
        .body("more", equalTo(0));
  }

  @Test
  void anUnknownModelIsRefused() {
    post(Map.of("model", "other")).statusCode(404).body("code", equalTo("model_not_found"));
  }

  @Test
  void aWrongValueIsNamed() {
    post(Map.of("limit", 0))
        .statusCode(422)
        .body("field", equalTo("limit"))
        .body("detail", startsWith("limit must be 1 or more"));
  }

  @Test
  void aDatasetPageHasAsManySamplesAsAskedFor() throws InterruptedException {
    String dataset = ended(started(Map.of())).getString("dataset");
    when()
        .get("/admin/v1/datasets/" + dataset + "/samples?offset=1&limit=2")
        .then()
        .statusCode(200)
        .body("data", hasSize(2))
        .body("total", is(LIMIT));
  }
}
