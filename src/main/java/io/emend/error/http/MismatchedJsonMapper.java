package io.emend.error.http;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;

/** Replaces the framework's own mapper for values of a wrong type, which answers without a body. */
@Provider
@Priority(Priorities.USER)
public final class MismatchedJsonMapper extends ExceptionMapperBase<MismatchedInputException> {

  @Override
  protected HttpProblem toProblem(MismatchedInputException error) {
    return MalformedJson.problem(error);
  }
}
