package io.emend.model.decoder;

import io.emend.model.config.ConfigNode;

/**
 * Text models whose maths the decoder does, with what transformers assumes where their
 * configuration says nothing. Mistral is Llama with a window.
 */
enum TextDefaults {
  LLAMA("llama", 11008, 2048, null, null),
  MISTRAL("mistral", 14336, 131072, 8, 4096);

  private final String modelType;
  private final int intermediateSize;
  private final int maxPositions;
  private final Integer keyHeads;
  private final Integer window;

  TextDefaults(
      String modelType, int intermediateSize, int maxPositions, Integer keyHeads, Integer window) {
    this.modelType = modelType;
    this.intermediateSize = intermediateSize;
    this.maxPositions = maxPositions;
    this.keyHeads = keyHeads;
    this.window = window;
  }

  static TextDefaults of(ConfigNode text) {
    ConfigNode type = text.at("model_type");
    String name = type.text(LLAMA.modelType);
    for (TextDefaults known : values()) {
      if (known.modelType.equals(name)) {
        return known;
      }
    }
    throw type.broken("must be llama or mistral: other text models are not supported", name);
  }

  int intermediateSize() {
    return intermediateSize;
  }

  int maxPositions() {
    return maxPositions;
  }

  /** Llama's are as many as its heads, and so are those of any where a null is written. */
  int keyHeads(ConfigNode text, int heads) {
    boolean written = text.json().has("num_key_value_heads");
    return keyHeads == null || written ? heads : keyHeads;
  }

  /** In tokens, or null for none; a null that is written means none. */
  Integer window(ConfigNode text) {
    if (!text.json().has("sliding_window")) {
      return window;
    }
    ConfigNode written = text.at("sliding_window");
    return written.exists() ? Integer.valueOf(written.integer(1)) : null;
  }

  /** Only Llama's attention and MLP can have biases. */
  boolean bias(ConfigNode field) {
    boolean wanted = field.flag(false);
    if (wanted && this != LLAMA) {
      throw field.broken("must be false for " + modelType, true);
    }
    return wanted;
  }
}
