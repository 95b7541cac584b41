package io.emend.error.http;

import io.emend.error.EmendException;
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
    return ProblemDocument.of(error);
  }
}
