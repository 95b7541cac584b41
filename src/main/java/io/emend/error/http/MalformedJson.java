package io.emend.error.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.stream.Collectors;

/** A body that is not the JSON expected: which field and where, and the name of no class. */
final class MalformedJson {
  private MalformedJson() {}

  static HttpProblem problem(JsonProcessingException json) {
    if (json instanceof UnrecognizedPropertyException unknown) {
      return unknownField(unknown);
    }
    HttpProblem.Builder problem = ProblemDocument.builder(ErrorCode.MALFORMED_JSON);
    JsonLocation at = json.getLocation();
    String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    if (json instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String field = field(mapping);
      return problem
          .withDetail(field + " must be of the type that the API describes" + place)
          .with("field", field)
          .build();
    }
    return problem.withDetail("the body must be the JSON object expected" + place).build();
  }

  /** A misspelt field would change nothing in silence. */
  private static HttpProblem unknownField(UnrecognizedPropertyException unknown) {
    String known =
        unknown.getKnownPropertyIds().stream()
            .map(String::valueOf)
            .sorted()
            .collect(Collectors.joining(", "));
    return ProblemDocument.of(EmendException.unknownField(field(unknown), known));
  }

  private static String field(JsonMappingException mapping) {
    return mapping.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }
}
