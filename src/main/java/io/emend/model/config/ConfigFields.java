package io.emend.model.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Rules that all parts of a checkpoint's {@code config.json} share: a model is the maths of the
 * sources under {@code torchscript/} and no other, though the tensors have the same names and
 * shapes.
 */
public final class ConfigFields {
  /** Those of {@code layers.py}. */
  private static final List<String> ACTIVATIONS =
      List.of("quick_gelu", "gelu_pytorch_tanh", "gelu", "silu", "linear");

  /** Training, bookkeeping: nothing that a forward pass of ours depends on. */
  private static final Set<String> HARMLESS =
      Set.of(
          "_attn_implementation",
          "_attn_implementation_autoset",
          "_name_or_path",
          "architectures",
          "attention_dropout",
          "attn_implementation",
          "auto_map",
          "chunk_size_feed_forward",
          "dropout",
          "embd_pdrop",
          "eos_token_id",
          "hidden_dropout",
          "id2label",
          "initializer_factor",
          "initializer_range",
          "label2id",
          "num_labels",
          "pretraining_tp",
          "problem_type",
          "processor_class",
          "resid_pdrop",
          "return_dict",
          "sep_token_id",
          "task_specific_params",
          "tf_legacy_loss",
          "tokenizer_class",
          "transformers.js_config",
          "unk_token_id",
          "unsloth_fixed",
          "unsloth_version");

  /** Those that weights may have: each tensor says its own. */
  private static final Set<String> TYPES = Set.of("bfloat16", "float16", "float32");

  private ConfigFields() {}

  /**
   * The fields of a part.
   *
   * @param read with their own rules
   * @param neutral others with the value at which they change nothing
   */
  public static KnownFields of(Set<String> read, Map<String, Double> neutral) {
    KnownFields generation = GenerationFields.of(read);
    Set<String> taken = new HashSet<>(generation.taken());
    taken.addAll(HARMLESS);
    Map<String, Double> allNeutral = new HashMap<>(generation.neutral());
    allNeutral.putAll(neutral);
    Map<String, Consumer<ConfigNode>> ruled = new HashMap<>(generation.ruled());
    ruled.put("dtype", ConfigFields::checkType);
    ruled.put("torch_dtype", ConfigFields::checkType);
    return new KnownFields(taken, allNeutral, ruled);
  }

  private static void checkType(ConfigNode field) {
    if (!TYPES.contains(field.text(""))) {
      throw field.broken("must be bfloat16, float16 or float32", field.text(""));
    }
  }

  /** An activation that the sources know; {@code swish} is another name of one. */
  public static String activation(ConfigNode field, String otherwise) {
    String name = field.text(otherwise);
    String known = name.equals("swish") ? "silu" : name;
    if (!ACTIVATIONS.contains(known)) {
      throw field.broken("must be one of " + String.join(", ", ACTIVATIONS), name);
    }
    return known;
  }
}
