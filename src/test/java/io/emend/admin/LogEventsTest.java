package io.emend.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.jackson.JacksonProblemSerializer;
import io.smallrye.mutiny.Multi;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What who follows a log reads. */
class LogEventsTest {
  private static final Multi<String> REFUSED =
      Multi.createFrom()
          .failure(new EmendException(ErrorCode.CLUSTER_FAILED, "the node does not answer"));

  private static List<String> read(Multi<String> lines) {
    SimpleModule problems =
        new SimpleModule().addSerializer(HttpProblem.class, new JacksonProblemSerializer());
    LogEvents events = new LogEvents(new ObjectMapper().registerModule(problems));
    return events.of(lines, "/logs").events().collect().asList().await().indefinitely();
  }

  private static void isTheFailure(String event) {
    assertThat(event)
        .startsWith("event: error\ndata: {")
        .contains("\"code\":\"cluster_failed\"", "\"detail\":\"the node does not answer\"")
        .endsWith("}\n\n");
  }

  @Test
  void aLogThatFailsBeforeItsFirstLineIsAnErrorEvent() {
    assertThat(read(REFUSED)).singleElement().satisfies(LogEventsTest::isTheFailure);
  }

  @Test
  void aLogThatBreaksOffIsItsLinesAndAnErrorEvent() {
    List<String> events =
        read(
            Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().items("one", "two"), REFUSED));
    assertThat(events).hasSize(3).startsWith("data: one\n\n", "data: two\n\n");
    isTheFailure(events.get(2));
  }
}
