package io.emend.command.serve;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.emend.command.app.RunningApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server with OpenAI's API: this application itself, with the bundled model. */
@Timeout(600)
class RemoteEngineIT extends EngineContract {
  @TempDir static Path scratch;
  private static RunningApp engine;
  private static RunningApp app;

  @BeforeAll
  static void start() throws Exception {
    engine = RunningApp.start(Files.createDirectory(scratch.resolve("engine")));
    app =
        RunningApp.start(
            Files.createDirectory(scratch.resolve("app")),
            Map.of(
                "EMEND_INFERENCE_ENGINE",
                "openai",
                "EMEND_INFERENCE_REMOTE_URL",
                engine.uri("/v1").toString()));
    app.awaitReady();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    app.close();
    engine.close();
  }

  @Override
  String server() {
    return app.uri("").toString();
  }

  @Test
  void theEngineIsToldByItsAddress() {
    given()
        .baseUri(server())
        .get("/admin/v1/engines")
        .then()
        .body("data[0].kind", equalTo("openai"))
        .body("data[0].flavor", equalTo("openai"))
        .body("data[0].address", equalTo(engine.uri("/v1").toString()));
  }
}
