package io.emend.correction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.inference.http.EventStream;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;

/** A correction as server-sent events. */
@Singleton
class CorrectionEvents {
  private final ObjectMapper json;

  CorrectionEvents(ObjectMapper json) {
    this.json = json;
  }

  EventStream stream(Multi<CorrectionEvent> events) {
    return new EventStream(
        events.map(event -> EventStream.named(event.event(), text(event))), this::failed);
  }

  private String failed(HttpProblem problem) {
    return EventStream.named("error", text(problem));
  }

  private String text(Object data) {
    try {
      return json.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
