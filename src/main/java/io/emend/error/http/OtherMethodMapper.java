package io.emend.error.http;

import io.emend.error.ErrorCode;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Says which methods there are, as RFC 9110 asks for; the framework only says that there are. */
@Provider
@Priority(Priorities.USER)
public final class OtherMethodMapper extends ExceptionMapperBase<NotAllowedException> {

  @Override
  protected HttpProblem toProblem(NotAllowedException error) {
    String methods = AllowedMethods.ofCurrentRequest();
    return ProblemDocument.builder(ErrorCode.METHOD_NOT_ALLOWED)
        .withDetail("the method must be one of " + methods)
        .withHeader(HttpHeaders.ALLOW, methods)
        .build();
  }
}
