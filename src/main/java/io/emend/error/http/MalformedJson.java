package io.emend.error.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A body that is not the JSON expected: which field and where, and the name of no class. */
final class MalformedJson {
  private static final String VALID = "of the type that the API describes";
  private static final Pattern TWICE = Pattern.compile("Duplicate field '([^']*)'");

  private MalformedJson() {}

  static HttpProblem problem(JsonProcessingException json) {
    if (json instanceof UnrecognizedPropertyException unknown) {
      return unknownField(unknown);
    }
    HttpProblem.Builder problem = ProblemDocument.builder(ErrorCode.MALFORMED_JSON);
    JsonLocation at = json.getLocation();
    String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    if (json instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return ofField(problem, mapping, place);
    }
    Matcher twice = TWICE.matcher(json.getOriginalMessage());
    return twice.find()
        ? problem
            .withDetail(twice.group(1) + " must be given once" + place)
            .with("field", twice.group(1))
            .with("rule", "must be given once")
            .build()
        : problem.withDetail("the body must be the JSON object expected" + place).build();
  }

  private static HttpProblem ofField(
      HttpProblem.Builder problem, JsonMappingException mapping, String place) {
    String field = field(mapping);
    String rule = "must be " + (mapping instanceof MismatchedInputException m ? type(m) : VALID);
    if (mapping instanceof InvalidFormatException given && given.getValue() != null) {
      EmendException refused =
          EmendException.refused(ErrorCode.MALFORMED_JSON, field, rule, given.getValue());
      refused.details().forEach(problem::with);
      return problem.withDetail(refused.getMessage() + place).build();
    }
    return problem
        .with("field", field)
        .with("rule", rule)
        .withDetail(field + " " + rule + place)
        .build();
  }

  /** As JSON has it. */
  private static String type(MismatchedInputException mismatch) {
    Class<?> type = mismatch.getTargetType();
    if (type == null || type == Object.class) {
      return VALID;
    }
    if (type == String.class) {
      return "a string";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == Double.class || type == double.class) {
      return "a number";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "an integer";
    }
    return Collection.class.isAssignableFrom(type) || type.isArray()
        ? "an array"
        : type.isEnum() ? VALID : "an object";
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
