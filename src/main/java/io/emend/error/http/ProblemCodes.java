package io.emend.error.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.emend.error.ErrorCode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

/** Gives the framework's own errors a code as well: no problem document is without one. */
@ApplicationScoped
public final class ProblemCodes implements ProblemPostProcessor {
  /** Before all others: the log shows the code, and what they add stays. */
  private static final int PRIORITY = 200;

  @Override
  public int priority() {
    return PRIORITY;
  }

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    if (problem.getParameters().containsKey("code")) {
      return problem;
    }
    if (context.cause instanceof JsonProcessingException json) {
      return MalformedJson.problem(json);
    }
    if (context.cause.getCause() instanceof JsonProcessingException json) {
      return MalformedJson.problem(json);
    }
    if (problem.getStatusCode() == ErrorCode.INTERNAL.category().status()) {
      return ProblemDocument.of(context.cause);
    }
    HttpProblem.Builder coded =
        HttpProblem.builder(problem).with("code", code(problem.getStatusCode()));
    return switch (problem.getStatusCode()) {
      case 404 -> coded.withDetail("there is nothing at " + context.path).build();
      case 406 -> header(coded, HttpHeaders.ACCEPT, "must allow");
      case 415 -> header(coded, HttpHeaders.CONTENT_TYPE, "must be");
      default -> coded.build();
    };
  }

  /** The framework's own sentences speak of annotations, as that of 404 speaks of targets. */
  private static HttpProblem header(HttpProblem.Builder problem, String name, String verb) {
    String rule = verb + " a media type that /q/openapi has for this path";
    return problem.withDetail(name + " " + rule).with("field", name).with("rule", rule).build();
  }

  private static String code(int status) {
    ErrorCode code =
        switch (status) {
          case 400 -> ErrorCode.MALFORMED_JSON;
          case 404 -> ErrorCode.NOT_FOUND;
          case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
          case 406 -> ErrorCode.NOT_ACCEPTABLE;
          case 413 -> ErrorCode.BODY_TOO_LARGE;
          case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
          default -> status < 500 ? ErrorCode.REQUEST_REFUSED : ErrorCode.INTERNAL;
        };
    return code.code();
  }
}
