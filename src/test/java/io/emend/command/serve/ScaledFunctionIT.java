package io.emend.command.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.command.app.RunningApp;
import io.emend.command.app.SharedFunctions;
import io.emend.messaging.TopicProbe;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A correction function that is started and ended by an autoscaler, with its topic never empty. */
@Timeout(600)
class ScaledFunctionIT {
  private static final int SAMPLES = 50;

  @TempDir static Path folder;
  private static SharedFunctions functions;
  private static int exitCode;
  private static JsonNode between;
  private static JsonNode ended;

  /** What is asked waits for the first function; that is told to end, and another one comes. */
  @BeforeAll
  static void scale() throws Exception {
    functions = new SharedFunctions(folder);
    String collection = functions.collect(1, SAMPLES);
    RunningApp function = functions.correction();
    functions.await(collection, 10);
    function.process().destroy();
    exitCode = function.process().waitFor();
    between = functions.get(collection);
    functions.correction();
    ended = functions.await(collection);
  }

  @AfterAll
  static void stop() throws Exception {
    functions.close();
  }

  @Test
  void requestsThatWaitWhenItStartsAreAnswered() {
    assertThat(ended.path("state").asText()).as("%s", ended).isEqualTo("succeeded");
    assertThat(ended.path("done").asInt()).isEqualTo(SAMPLES);
  }

  @Test
  void oneThatIsEndedLeavesTheRestToTheNext() {
    assertThat(exitCode).isEqualTo(143);
    assertThat(between.path("done").asInt()).isLessThan(SAMPLES);
  }

  /** What it has taken it finishes and commits. */
  @Test
  void oneThatIsEndedLeavesNothingToDoAgain() {
    List<String> answered =
        new TopicProbe(functions.broker())
            .all("emend.corrections.completed").stream().map(ConsumerRecord::key).toList();
    assertThat(answered).hasSize(SAMPLES).doesNotHaveDuplicates();
  }
}
