package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.messaging.TopicProbe;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A correction function that is started and ended by an autoscaler, with its topic never empty. */
@Timeout(240)
class ScaledFunctionIT {
  private static final int SAMPLES = 100;

  @TempDir static Path folder;
  private static SharedFunctions functions;

  @BeforeAll
  static void start() throws Exception {
    functions = new SharedFunctions(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    functions.close();
  }

  private static void assertWhole(JsonNode collection) {
    assertThat(collection.path("state").asText()).as("%s", collection).isEqualTo("SUCCEEDED");
    assertThat(collection.path("done").asInt()).isEqualTo(SAMPLES);
  }

  @Test
  void requestsThatWaitWhenItStartsAreAnswered() throws Exception {
    String collection = functions.collect(1, SAMPLES);
    try (RunningApp function = functions.correction()) {
      assertThat(function.process().isAlive()).isTrue();
      assertWhole(functions.await(collection));
    }
  }

  /** What it has taken it finishes and commits, and what it has not is there for the next. */
  @Test
  void oneThatIsEndedLeavesNothingUndoneAndNothingToDoAgain() throws Exception {
    String collection;
    try (RunningApp function = functions.correction()) {
      collection = functions.collect(2, SAMPLES);
      functions.await(collection, 20);
      function.process().destroy();
      assertThat(function.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(function.process().exitValue()).isEqualTo(143);
    }
    assertThat(functions.get(collection).path("done").asInt()).isLessThan(SAMPLES);
    try (RunningApp next = functions.correction()) {
      assertThat(next.process().isAlive()).isTrue();
      assertWhole(functions.await(collection));
    }
    List<String> answered =
        new TopicProbe(functions.broker())
            .all("emend.corrections.completed").stream().map(ConsumerRecord::key).toList();
    assertThat(answered).doesNotHaveDuplicates();
  }
}
