package io.emend.error.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemCodesTest {
  private static HttpProblem coded(Throwable cause) {
    HttpProblem problem = HttpProblem.valueOf(Status.INTERNAL_SERVER_ERROR);
    return new ProblemCodes().apply(problem, ProblemContext.of(cause, "/v1/inferences"));
  }

  static Stream<Throwable> brokenBodies() {
    return Stream.of(
        new IOException("Read timed out"),
        new IOException(new HttpClosedException("Connection was closed")),
        new IllegalStateException(new IOException("Read timed out")));
  }

  @ParameterizedTest
  @MethodSource("brokenBodies")
  void aBodyThatDoesNotComeIsTheClientsFault(Throwable cause) {
    HttpProblem problem = coded(cause);
    assertThat(problem.getStatusCode()).isEqualTo(400);
    assertThat(problem.getParameters()).containsEntry("code", "body_incomplete");
  }

  @Test
  void anotherFailureStaysOurs() {
    HttpProblem problem = coded(new IOException("disk on fire"));
    assertThat(problem.getStatusCode()).isEqualTo(500);
    assertThat(problem.getParameters()).containsEntry("code", "internal");
  }
}
