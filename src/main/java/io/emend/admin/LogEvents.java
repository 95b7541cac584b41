package io.emend.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.http.ProblemDocument;
import io.emend.inference.http.EventStream;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Multi;

/** A log as server-sent events: one a line, and one of the name {@code error} if it fails. */
record LogEvents(ObjectMapper json) {

  /**
   * A failure is an event also where no line came before: who follows a log reads events.
   *
   * @param path of the request
   */
  EventStream of(Multi<String> lines, String path) {
    Multi<String> events =
        lines
            .map(EventStream::data)
            .onFailure()
            .recoverWithItem(failure -> failed(ProblemDocument.complete(failure, path)));
    return new EventStream(events, this::failed);
  }

  private String failed(HttpProblem problem) {
    try {
      return EventStream.named("error", json.writeValueAsString(problem));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
