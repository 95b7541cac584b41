package io.emend.model.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a part of a checkpoint's configuration may say. A field that is neither read nor known to
 * change nothing may ask for other maths, so that the checkpoint would load and answer nonsense: it
 * is refused by its name, unless it is switched off.
 *
 * @param taken fields that are read, with their own rules, and such as change nothing
 * @param neutral other fields with the value at which they change nothing
 * @param ruled fields that change nothing, but must make sense where they are written
 */
public record KnownFields(
    Set<String> taken, Map<String, Double> neutral, Map<String, Consumer<ConfigNode>> ruled) {
  /** What the decoder does, and other families can switch off. */
  private static final Set<String> ON =
      Set.of("is_causal", "scale_attn_weights", "use_rms_norm", "use_rope");

  /**
   * @param read fields that are read, with their own rules
   * @param harmless fields that change nothing
   */
  public static KnownFields of(
      Set<String> read, Set<String> harmless, Map<String, Double> neutral) {
    Set<String> taken = new HashSet<>(read);
    taken.addAll(harmless);
    return new KnownFields(taken, neutral, Map.of());
  }

  /**
   * @throws io.emend.error.EmendException {@code model_invalid}, naming the field
   */
  public void check(ConfigNode part) {
    part.json().fieldNames().forEachRemaining(name -> check(part.at(name), name));
  }

  private void check(ConfigNode field, String name) {
    if (taken.contains(name)) {
      return;
    }
    if (ruled.containsKey(name)) {
      requireSense(field, ruled.get(name));
    } else if (ON.contains(name)) {
      requireOn(field);
    } else if (!isOff(field.json())) {
      requireNeutral(field, name);
    }
  }

  private static void requireSense(ConfigNode field, Consumer<ConfigNode> rule) {
    if (field.exists()) {
      rule.accept(field);
    }
  }

  private static void requireOn(ConfigNode field) {
    if (!field.json().isNull() && !field.json().asText().equals("true")) {
      throw field.broken("is not supported: it must be absent or true", field.json());
    }
  }

  private void requireNeutral(ConfigNode field, String name) {
    Double value = neutral.get(name);
    if (value == null) {
      throw field.broken("is not supported: it must be absent, null or false", field.json());
    }
    if (!field.json().isNumber() || field.json().doubleValue() != value) {
      throw field.broken("is not supported: it must be absent or " + value, field.json());
    }
  }

  /** Zero is not: it may multiply. */
  private boolean isOff(JsonNode value) {
    return value.isNull()
        || value.isBoolean() && !value.booleanValue()
        || value.isContainerNode() && value.isEmpty()
        || value.isTextual() && value.textValue().isEmpty();
  }
}
