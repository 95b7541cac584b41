package io.emend.model.adapter;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.emend.error.EmendException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Which modules an adapter changes, in PEFT's two spellings. */
public sealed interface TargetModules {

  /**
   * Whether a module is meant, by its full name such as {@code model.language_model.layers.0.…}.
   */
  boolean matches(String module);

  /**
   * A list: a module is meant when its name is one of these, or ends with a dot and one of these.
   */
  record Names(@JsonValue List<String> names) implements TargetModules {
    public Names {
      names = List.copyOf(names);
      require(!names.isEmpty(), "target_modules", "must not be empty", names);
    }

    @Override
    public boolean matches(String module) {
      return names.stream().anyMatch(name -> module.equals(name) || module.endsWith("." + name));
    }
  }

  /** A regular expression that must match a module's whole name. */
  record Pattern(@JsonValue String expression) implements TargetModules {
    public Pattern {
      try {
        java.util.regex.Pattern.compile(expression);
      } catch (PatternSyntaxException e) {
        throw EmendException.invalid("target_modules", "must be a regular expression", expression);
      }
    }

    @Override
    public boolean matches(String module) {
      return module.matches(expression);
    }
  }

  /** From JSON: an array of names, or a string that is an expression. */
  @JsonCreator
  static TargetModules of(JsonNode json) {
    if (json.isTextual()) {
      return new Pattern(json.textValue());
    }
    require(json.isArray(), "target_modules", "must be a list of names or an expression", json);
    List<String> names = new ArrayList<>();
    json.forEach(name -> names.add(name.asText()));
    return new Names(names);
  }
}
