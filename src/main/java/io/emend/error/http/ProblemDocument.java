package io.emend.error.http;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import java.util.UUID;

/**
 * A failure as an RFC 9457 problem. What the caller can act on stands in it; of a fault of ours it
 * says nothing but an id, {@code errorId}, under which the log has the cause.
 */
public final class ProblemDocument {
  private ProblemDocument() {}

  static HttpProblem of(Throwable failure) {
    return failure instanceof EmendException known
        ? known(known)
        : withId(builder(ErrorCode.INTERNAL)).build();
  }

  /**
   * Logged and completed as the answers of resources are, for failures that are met elsewhere: in
   * mid-stream, or before a resource is found.
   *
   * @param path of the request, such as {@code /v1/models}
   */
  public static HttpProblem complete(Throwable failure, String path) {
    return ExceptionMapperBase.postProcessorsRegistry.applyPostProcessing(
        of(failure), ProblemContext.of(failure, path));
  }

  private static HttpProblem known(EmendException error) {
    HttpProblem.Builder problem = builder(error.code()).withDetail(error.getMessage());
    error.details().forEach(problem::with);
    Object retryAfter = error.details().get("retryAfterSeconds");
    if (retryAfter != null) {
      problem.withHeader("Retry-After", retryAfter);
    }
    return error.code() == ErrorCode.INTERNAL ? withId(problem).build() : problem.build();
  }

  static HttpProblem.Builder builder(ErrorCode code) {
    return HttpProblem.builder()
        .withTitle(code.title())
        .withStatus(code.category().status())
        .with("code", code.code());
  }

  private static HttpProblem.Builder withId(HttpProblem.Builder problem) {
    return problem.with("errorId", UUID.randomUUID().toString());
  }
}
