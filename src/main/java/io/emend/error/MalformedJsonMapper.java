package io.emend.error;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.StatusType;
import jakarta.ws.rs.ext.Provider;
import java.util.stream.Collectors;

/**
 * The framework's errors. Where the cause is a body that is not the JSON expected, the problem says
 * which field and where, and names no class.
 */
@Provider
@Priority(Priorities.USER - 1)
public final class MalformedJsonMapper extends ExceptionMapperBase<WebApplicationException> {

  @Override
  protected HttpProblem toProblem(WebApplicationException error) {
    if (error.getCause() instanceof JsonProcessingException json) {
      return malformed(json);
    }
    StatusType status = error.getResponse().getStatusInfo();
    return HttpProblem.builder().withStatus(status).withTitle(status.getReasonPhrase()).build();
  }

  private static HttpProblem malformed(JsonProcessingException json) {
    HttpProblem.Builder problem =
        HttpProblem.builder()
            .withStatus(ErrorCode.MALFORMED_JSON.category().status())
            .withTitle(ErrorCode.MALFORMED_JSON.title())
            .with("code", ErrorCode.MALFORMED_JSON.code());
    JsonLocation at = json.getLocation();
    String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    if (json instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String field = field(mapping);
      return problem
          .withDetail(field + " must be of the type that the API describes" + place)
          .with("field", field)
          .build();
    }
    return problem.withDetail("the body must be valid JSON" + place).build();
  }

  private static String field(JsonMappingException mapping) {
    return mapping.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }
}
