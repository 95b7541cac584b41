package io.emend.inference.openai;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives errors of the OpenAI endpoints the member {@code error}, which OpenAI's clients show. */
@ApplicationScoped
public final class OpenAiErrors implements ProblemPostProcessor {
  /** The member that OpenAI's clients look for. */
  static final String MEMBER = "error";

  /** After the processors that give a problem its code. */
  private static final int PRIORITY = 0;

  /** OpenAI's error object. */
  public record OpenAiError(String message, String type, String param, String code) {}

  @Override
  public int priority() {
    return PRIORITY;
  }

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    return ofOpenAi(context.path)
        ? HttpProblem.builder(problem).with(MEMBER, error(problem)).build()
        : problem;
  }

  private static boolean ofOpenAi(String path) {
    return path != null
        && (path.startsWith("/v1/chat/completions") || path.startsWith("/v1/models"));
  }

  private static OpenAiError error(HttpProblem problem) {
    String message = problem.getDetail() == null ? problem.getTitle() : problem.getDetail();
    Object field = problem.getParameters().get("field");
    return new OpenAiError(
        message,
        type(problem.getStatusCode()),
        field == null ? null : String.valueOf(field),
        String.valueOf(problem.getParameters().get("code")));
  }

  private static String type(int status) {
    if (status == 429) {
      return "rate_limit_error";
    }
    return status < 500 ? "invalid_request_error" : "server_error";
  }
}
