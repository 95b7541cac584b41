package io.emend.error;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;

/** Replaces the framework's own mapper, whose answer cannot be found again in the log. */
@Provider
@Priority(Priorities.USER)
public final class UnexpectedExceptionMapper extends ExceptionMapperBase<Exception> {

  @Override
  protected HttpProblem toProblem(Exception error) {
    return ProblemDocument.of(error);
  }
}
