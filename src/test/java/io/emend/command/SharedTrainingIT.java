package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.emend.Soak;
import io.emend.command.app.RunningApp;
import io.emend.command.app.SharedFunctions;
import io.emend.command.serve.KilledServerIT;
import io.emend.messaging.TopicProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a collection to an adapter that answers, with all that is kept in S3 and told in topics. */
@TestMethodOrder(MethodOrderer.MethodName.class)
@Timeout(600)
@Order(Integer.MAX_VALUE - 1)
class SharedTrainingIT {
  /** Seconds without a store, longer than a call is tried again. */
  private static final long AWAY = Soak.length(15, 8);

  private static final String QUESTION =
      """
      {"image": "%s", "question": "What color is the shape?", "options": ["red", "blue"]}
      """
          .formatted(KilledServerIT.PIXEL);

  @TempDir static Path folder;
  private static SharedFunctions functions;
  private static RunningApp correction;
  private static JsonNode job;

  @BeforeAll
  static void train() throws Exception {
    functions = new SharedFunctions(folder);
    correction = functions.correction();
    JsonNode collected = functions.await(functions.collect(1, 60));
    String body =
        """
        {"dataset": "%s", "model": "emend-tiny", "method": "dpo",
         "hyperparameters": {"epochs": 1, "learningRate": 0.001}}
        """
            .formatted(collected.path("dataset").asText());
    String begun = functions.begun("/admin/v1/training-jobs", body);
    functions.store().kill();
    TimeUnit.SECONDS.sleep(AWAY);
    functions.store().resume();
    job = functions.await(begun);
  }

  @AfterAll
  static void stop() throws Exception {
    functions.close();
  }

  private static List<JsonNode> said(String topic) {
    return new TopicProbe(functions.broker())
        .all(topic).stream().map(record -> json(record.value())).toList();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  @Test
  void aJobTrainsFromTheStoreAndWaitsForIt() {
    assertThat(job.path("state").asText()).as(job.toString()).isEqualToIgnoringCase("succeeded");
    assertThat(job.path("attempts").asInt()).as(job.toString()).isEqualTo(1);
  }

  @Test
  void itsStatesAreTold() {
    assertThat(said("emend.training.status"))
        .extracting(event -> event.path("status").path("state").asText())
        .containsExactly("queued", "running", "succeeded");
  }

  @Test
  void theAdapterThatIsPromotedAnswersInAnotherProcess() throws Exception {
    String adapter = job.path("id").asText();
    functions.post("/admin/v1/adapters/" + adapter + "/promote", "{\"force\": true}");
    String answering = "";
    for (int i = 0; i < 60 && !answering.equals(adapter); i++) {
      TimeUnit.SECONDS.sleep(1);
      answering = functions.post(correction, "/v1/corrections", QUESTION).path("model").asText();
    }
    assertThat(answering).isEqualTo(adapter);
    assertThat(said("emend.adapters.promoted"))
        .extracting(event -> event.path("transition").path("adapter").asText())
        .containsExactly(adapter);
  }

  @Test
  void anAdminWithoutAModelHasAJobEvaluate() throws Exception {
    JsonNode ended = functions.await(functions.begun("/admin/v1/evaluations", evaluation(40)));
    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("succeeded");
    assertThat(ended.path("job").asText()).startsWith("job-");
    assertThat(ended.path("result").path("comparison").isObject()).isTrue();
  }

  private static String evaluation(int limit) {
    return """
    {"models": ["base", "%s"], "source": "scenes:crowded/held-out?seed=3",
     "modes": ["direct"], "limit": %d}
    """
        .formatted(job.path("id").asText(), limit);
  }

  @Test
  void anEvaluationThatIsCancelledEndsItsJob() throws Exception {
    String path = functions.begun("/admin/v1/evaluations", evaluation(100_000));
    while (functions.get(path).path("progress").isMissingNode()) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
    JsonNode cancelled = functions.delete(path);
    assertThat(cancelled.path("state").asText()).isEqualTo("cancelled");
    String runner = cancelled.path("job").asText();
    while (ProcessHandle.allProcesses()
        .anyMatch(each -> each.info().commandLine().orElse("").contains(runner))) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Test
  void jobsThatTrainNothingAreNoTrainingJobs() throws Exception {
    assertThat(functions.get("/admin/v1/training-jobs").path("data")).hasSize(1);
  }

  /** Of each topic, whichever tests came before. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "emend.corrections.requested",
        "emend.corrections.completed",
        "emend.training.status",
        "emend.adapters.promoted"
      })
  void theTopicsHoldWhatTheirSchemasSay(String topic) throws Exception {
    String file = topic.replaceFirst("emend\\.", "").replace('.', '-') + ".schema.json";
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(Path.of("docs", "events", file)));
    List<JsonNode> events = said(topic);
    assertThat(events).isNotEmpty();
    assertThat(events).allSatisfy(event -> assertThat(schema.validate(event)).isEmpty());
  }

  /** The last test by its name: it leaves the others no broker. */
  @Test
  void whatTheBrokerCannotTakeIsRefusedSoonAndForgotten() throws Exception {
    functions.broker().kill();
    JsonNode answer = functions.later(correction, QUESTION);
    assertThat(answer.path("code").asText()).as(answer.toString()).isEqualTo("broker_failed");
    functions.broker().resume();
  }
}
