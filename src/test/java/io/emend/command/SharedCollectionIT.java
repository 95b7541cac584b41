package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.Soak;
import io.emend.command.app.RunningApp;
import io.emend.command.app.SharedFunctions;
import io.emend.messaging.EchoedTopics;
import io.emend.messaging.TopicProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An admin function and two correction functions, processes of their own, that share collections
 * over a broker and a store, while one of them fails. Whatever fails, each sample is accounted for
 * once and the admin function answers.
 */
@Timeout(600)
@Order(Integer.MAX_VALUE)
class SharedCollectionIT {
  private static final int SAMPLES = Soak.length(300, 60);
  private static final int POISONED = 3;
  private static final String REQUESTED = "emend.corrections.requested";
  private static final String COMPLETED = "emend.corrections.completed";
  private static final String REASON = "dead-letter-reason";

  /** Longer than a call to the store is tried again, and than a session with the broker lasts. */
  private static final Duration OUTAGE = Duration.ofSeconds(Soak.length(30, 8));

  private static final Map<String, String> SETTINGS =
      Map.of(
          "MP_MESSAGING_INCOMING_REQUESTS_IN_SESSION_TIMEOUT_MS",
          String.valueOf(Soak.length(15_000, 6_000)));

  @TempDir static Path folder;
  private static SharedFunctions functions;

  private static RunningApp first;

  @BeforeAll
  static void start() throws Exception {
    functions = new SharedFunctions(folder, SETTINGS);
    functions.correction();
  }

  @AfterAll
  static void stop() throws Exception {
    functions.close();
  }

  @BeforeEach
  void startAnother() throws Exception {
    if (first == null || !first.process().isAlive()) {
      first = functions.correction();
    }
  }

  @AfterEach
  void failNoMore() {
    functions.store().front().failing(0);
  }

  private static String begun(long seed) throws Exception {
    String collection = functions.collect(seed, SAMPLES);
    functions.await(collection, 10);
    return collection;
  }

  /** Digest of the dataset that a collection becomes. */
  private static String endsWhole(String collection) throws Exception {
    JsonNode ended = functions.await(collection);
    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("succeeded");
    String dataset = ended.path("dataset").asText();
    assertThat(samples(dataset)).hasSize(SAMPLES);
    return functions.get("/admin/v1/datasets/" + dataset).path("digest").asText();
  }

  /** Ids of a dataset's samples; fails on one that is there twice. */
  private static Set<String> samples(String dataset) throws Exception {
    Set<String> ids = new HashSet<>();
    int offset = 0;
    while (true) {
      JsonNode page =
          functions
              .get("/admin/v1/datasets/" + dataset + "/samples?limit=100&offset=" + offset)
              .path("data");
      if (page.isEmpty()) {
        return ids;
      }
      page.forEach(sample -> assertThat(ids.add(sample.path("id").asText())).isTrue());
      offset += page.size();
    }
  }

  @Test
  void twoProcessesGiveWhatOneGives() throws Exception {
    String two = endsWhole(begun(7));
    first.close();
    assertThat(endsWhole(begun(7))).isEqualTo(two).hasSize(64);
  }

  @Test
  void aProcessThatIsKilledLosesNothing() throws Exception {
    String collection = begun(1);
    first.process().destroyForcibly().waitFor();
    endsWhole(collection);
  }

  @Test
  void aBrokerThatIsAwayLosesNothing() throws Exception {
    String collection = begun(2);
    functions.broker().kill();
    answersThroughout(OUTAGE, collection);
    functions.broker().resume();
    endsWhole(collection);
  }

  @Test
  void aStoreThatIsAwayLosesNothing() throws Exception {
    String collection = begun(3);
    functions.store().kill();
    answersThroughout(OUTAGE, collection);
    functions.store().resume();
    endsWhole(collection);
  }

  private static void answersThroughout(Duration time, String collection) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      JsonNode answer = functions.get(collection);
      assertThat(answer.has("state") || answer.has("code")).as(answer.toString()).isTrue();
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  @Test
  void aStoreThatFailsAtRandomLosesNothing() throws Exception {
    functions.store().front().failing(0.1);
    endsWhole(begun(4));
  }

  @Test
  void eventsThatComeTwiceAndInAnotherOrderCountOnce() throws Exception {
    try (EchoedTopics echo = new EchoedTopics(functions.broker(), REQUESTED, COMPLETED)) {
      endsWhole(begun(5));
      assertThat(echo.count()).isGreaterThan(SAMPLES / 2);
    }
  }

  @Test
  void eventsThatNobodyCanReadArePutAsideWithTheReason() throws Exception {
    TopicProbe service = new TopicProbe(functions.broker());
    String collection = begun(6);
    for (int i = 0; i < POISONED; i++) {
      service.send(REQUESTED, "poison", "{\"id\": " + i);
      service.send(COMPLETED, "poison", "{\"id\": " + i);
    }
    endsWhole(collection);
    assertThat(service.all("emend.corrections.dead"))
        .hasSize(POISONED)
        .allSatisfy(record -> assertThat(record.headers().lastHeader(REASON)).isNotNull());
  }
}
