package io.emend.error;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;

/** Errors of this project as RFC 9457 problem documents. */
@Provider
@Priority(Priorities.USER)
public final class EmendExceptionMapper extends ExceptionMapperBase<EmendException> {

  @Override
  protected HttpProblem toProblem(EmendException error) {
    HttpProblem.Builder problem =
        HttpProblem.builder()
            .withTitle(error.code().title())
            .withStatus(error.code().category().status())
            .withDetail(error.getMessage())
            .with("code", error.code().code());
    error.culprit().forEach(problem::with);
    Object retryAfter = error.culprit().get("retryAfterSeconds");
    if (retryAfter != null) {
      problem.withHeader("Retry-After", retryAfter);
    }
    return problem.build();
  }
}
