package io.emend.admin;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An adapter that was trained elsewhere, as an administrator brings it in. */
@QuarkusTest
@TestProfile(JudgeModel.class)
class AdapterImportIT {
  private static final String ADAPTERS = "/admin/v1/adapters";
  private static final Path PEFT =
      Path.of("src/test/resources/golden/adapters-clip-gqa-tied/attention/adapter");

  @ConfigProperty(name = "emend.adapters.imports")
  Path imports;

  @BeforeEach
  void lay() throws IOException, InterruptedException {
    SmallModel.await();
    Path folder = Files.createDirectories(imports.resolve("theirs"));
    for (String file : new String[] {"adapter_config.json", "adapter_model.safetensors"}) {
      if (!Files.exists(folder.resolve(file))) {
        Files.copy(PEFT.resolve(file), folder.resolve(file));
      }
    }
  }

  private static Response bring(String source) {
    return given()
        .contentType("application/json")
        .body("{\"source\": \"%s\", \"name\": \"theirs\"}".formatted(source))
        .post(ADAPTERS);
  }

  @Test
  void itIsListedWithItsOriginAndServed() {
    bring("theirs").then().statusCode(201).body("origin", equalTo("imported"));
    String entry = "data.find { it.id == 'theirs' }.";
    get(ADAPTERS)
        .then()
        .body(entry + "origin", equalTo("imported"))
        .body(entry + "imported.source", equalTo("theirs"))
        .body("data.find { it.id == 'one' }.origin", equalTo("trained"));
    given()
        .contentType("application/json")
        .body("{\"evaluation\": null, \"force\": true}")
        .post(ADAPTERS + "/theirs/promote")
        .then()
        .statusCode(200)
        .body("production", equalTo("theirs"))
        .body(entry + "served", equalTo(true))
        .body(entry + "reason", nullValue());
    given().contentType("application/json").body("{}").post(ADAPTERS + "/rollback");
  }

  @Test
  void theSameAgainIsToldToBeThere() {
    bring("theirs");
    assertThat(bring("theirs").header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void aPlaceThatIsNotOpenIsRefusedByItsField() {
    bring("/etc")
        .then()
        .statusCode(422)
        .body("code", equalTo("invalid_value"))
        .body("field", equalTo("source"))
        .body("detail", containsString("emend.adapters.imports"));
  }
}
