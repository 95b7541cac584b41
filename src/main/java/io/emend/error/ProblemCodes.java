package io.emend.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives the framework's own errors a code as well: no problem document is without one. */
@ApplicationScoped
public final class ProblemCodes implements ProblemPostProcessor {

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    if (context.cause.getCause() instanceof JsonProcessingException json) {
      return MalformedJson.problem(json);
    }
    if (problem.getParameters().containsKey("code")) {
      return problem;
    }
    return HttpProblem.builder(problem).with("code", code(problem.getStatusCode())).build();
  }

  private static String code(int status) {
    return switch (status) {
      case 400 -> ErrorCode.MALFORMED_JSON.code();
      case 404 -> "not_found";
      case 405 -> "method_not_allowed";
      case 406 -> "not_acceptable";
      case 413 -> ErrorCode.BODY_TOO_LARGE.code();
      case 415 -> "unsupported_media_type";
      default -> status < 500 ? "request_refused" : ErrorCode.INTERNAL.code();
    };
  }
}
