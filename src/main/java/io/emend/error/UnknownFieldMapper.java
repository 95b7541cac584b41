package io.emend.error;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.Provider;

/** Replaces the framework's own mapper for unknown fields, whose answer has no code. */
@Provider
@Priority(Priorities.USER)
public final class UnknownFieldMapper extends ExceptionMapperBase<UnrecognizedPropertyException> {

  @Override
  protected HttpProblem toProblem(UnrecognizedPropertyException error) {
    return MalformedJson.problem(error);
  }
}
