package io.emend.error.http;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;

/** A failed link or a full heap, which the framework would answer without a problem document. */
@Provider
@Priority(Priorities.USER)
public final class UnexpectedErrorMapper extends ExceptionMapperBase<Error> {

  @Override
  protected HttpProblem toProblem(Error error) {
    return ProblemDocument.of(error);
  }
}
