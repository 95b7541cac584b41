package io.emend.model.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.model.config.ConfigNode;
import java.util.Map;
import java.util.Set;

/**
 * The fields of an {@code adapter_config.json}. PEFT adds some with each version, and most change
 * what is computed: one that is not known here must be empty, so that no adapter is ever applied as
 * what it is not.
 */
final class PeftFields {
  /** Those of {@link PeftConfig}, which checks them; both patterns must be empty besides. */
  private static final Set<String> CHECKED =
      Set.of(
          "peft_type",
          "task_type",
          "base_model_name_or_path",
          "revision",
          "inference_mode",
          "r",
          "lora_alpha",
          "lora_dropout",
          "target_modules",
          "exclude_modules",
          "bias",
          "lora_bias",
          "use_rslora",
          "use_dora",
          "fan_in_fan_out",
          "modules_to_save");

  /** Of no effect on what a trained adapter computes. */
  private static final Set<String> HARMLESS =
      Set.of(
          "auto_mapping",
          "peft_version",
          "megatron_core",
          "qalora_group_size",
          "layers_pattern",
          "runtime_config",
          "eva_config");

  /** First weights that leave the base as it is; all others subtract from it what they take. */
  private static final Set<String> INITIALIZATIONS = Set.of("gaussian", "eva", "orthogonal");

  private PeftFields() {}

  /**
   * @throws io.emend.error.EmendException {@code model_invalid}, naming the field
   */
  static void requirePlainLora(ConfigNode root) {
    for (Map.Entry<String, JsonNode> field : root.json().properties()) {
      String name = field.getKey();
      boolean known = CHECKED.contains(name) || HARMLESS.contains(name);
      boolean plain =
          name.equals("init_lora_weights") ? leavesTheBase(field.getValue()) : isEmpty(field);
      if (!known && !plain) {
        throw root.at(name).broken("is not supported", field.getValue());
      }
    }
  }

  private static boolean leavesTheBase(JsonNode initialization) {
    return !initialization.isTextual() || INITIALIZATIONS.contains(initialization.textValue());
  }

  private static boolean isEmpty(Map.Entry<String, JsonNode> field) {
    JsonNode value = field.getValue();
    return value.isNull()
        || (value.isContainerNode() && value.isEmpty())
        || (value.isBoolean() && !value.booleanValue());
  }
}
