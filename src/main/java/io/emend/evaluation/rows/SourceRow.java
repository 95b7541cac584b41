package io.emend.evaluation.rows;

import io.emend.evaluation.rows.ClassLabels.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of any format, with its fields by name.
 *
 * @param fields text, numbers, bytes, lists of these, or maps for structs; absent and null alike
 */
public record SourceRow(SourcePlace place, Map<String, Object> fields, RowPictures pictures) {

  /** As the file has it, null where absent. */
  public Object value(String name) {
    return fields.get(name);
  }

  /** Text that is there and not blank; numbers count as text. */
  public Optional<String> text(String name) {
    Object value = fields.get(name);
    if (value instanceof NotText none) {
      throw none.in(place, name);
    }
    if (value instanceof Label label) {
      value = label.name();
    }
    if (value == null
        || (value instanceof String text && text.isBlank())
        || (value instanceof Double number && number.isNaN())) {
      return Optional.empty();
    }
    if (value instanceof String || value instanceof Number) {
      return Optional.of(shown(value));
    }
    throw place.invalid(name, "must be text", kind(value));
  }

  /** As {@link #text}; a row without it is refused. */
  public String required(String name) {
    return text(name).orElseThrow(() -> place.invalid(name, "must not be empty", ""));
  }

  /** A list of texts, empty when absent. */
  public List<String> texts(String name) {
    Object value = fields.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof Collection<?> items)) {
      throw place.invalid(name, "must be a list", value);
    }
    List<String> texts = new ArrayList<>();
    for (Object item : items) {
      if (item instanceof NotText none) {
        throw none.in(place, name);
      }
      if (!(item instanceof String || item instanceof Number || item instanceof Label)) {
        throw place.invalid(name, "must hold text only", item);
      }
      texts.add(item instanceof Label label ? label.name() : shown(item));
    }
    return texts;
  }

  private static String kind(Object value) {
    if (value instanceof byte[]) {
      return "bytes";
    }
    return value instanceof Collection ? "a list" : "an object";
  }

  /** A small or large number as a person writes it: 0.00001, and not 1.0E-5. */
  private static String shown(Object value) {
    String text = value.toString();
    return value instanceof Double && text.contains("E")
        ? new BigDecimal(text).stripTrailingZeros().toPlainString()
        : text;
  }
}
