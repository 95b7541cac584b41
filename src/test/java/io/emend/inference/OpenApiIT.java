package io.emend.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SmallModel.class)
class OpenApiIT {

  private static JsonNode api() throws Exception {
    return new ObjectMapper()
        .readTree(given().accept("application/json").get("/q/openapi").asString());
  }

  private static List<JsonNode> operations() throws Exception {
    List<JsonNode> operations = new ArrayList<>();
    api().path("paths").forEach(path -> path.forEach(operations::add));
    return operations;
  }

  private static JsonNode codes(String path, String status) throws Exception {
    return api()
        .path("paths")
        .path(path)
        .path("post")
        .path("responses")
        .path(status)
        .at("/content/application~1problem+json/schema/allOf/1/properties/code/enum");
  }

  @Test
  void everyOperationSaysWhatAnInternalErrorIs() throws Exception {
    assertThat(operations())
        .isNotEmpty()
        .allMatch(operation -> operation.at("/responses/500/content").size() == 1);
  }

  @Test
  void everyOperationSaysThatItsFunctionMayBeOff() throws Exception {
    assertThat(operations())
        .allMatch(operation -> operation.at("/responses/404").toString().contains("function_off"));
  }

  @Test
  void errorsReferToTheProblemSchema() throws Exception {
    assertThat(operations())
        .allMatch(
            operation ->
                operation
                    .at("/responses/500/content/application~1problem+json/schema/allOf/0/$ref")
                    .asText()
                    .equals("#/components/schemas/Problem"));
  }

  @Test
  void theProblemSchemaIsThere() throws Exception {
    assertThat(api().at("/components/schemas/Problem/properties/code").isObject()).isTrue();
  }

  @Test
  void aFullQueueIsDescribed() throws Exception {
    assertThat(codes("/v1/corrections", "429").toString()).isEqualTo("[\"queue_full\"]");
  }

  @Test
  void unknownFieldsAreDescribedWhereTheyAreRefused() throws Exception {
    assertThat(codes("/v1/inferences", "422").toString()).contains("unknown_field");
  }
}
