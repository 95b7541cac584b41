package io.emend.model.decoder;

import io.emend.model.config.ConfigFields;
import io.emend.model.config.ConfigNode;
import io.emend.model.rope.RotaryConfig;

/**
 * A text model's numbers, from {@code text_config}.
 *
 * @param tied whether the embedding is the output head as well: for transformers it is so when
 *     either the root or the text part says it
 */
public record TextConfig(
    int hiddenSize,
    int intermediateSize,
    int layers,
    int heads,
    int keyHeads,
    int headDim,
    int vocabularySize,
    int maxPositions,
    double normEpsilon,
    String activation,
    boolean tied,
    boolean attentionBias,
    boolean mlpBias,
    RotaryConfig rotary,
    DecoderSwitches switches) {

  /** Rotary tables are made for all of them. */
  private static final int MOST_POSITIONS = 1 << 20;

  public static TextConfig from(ConfigNode root, ConfigNode text) {
    TextDefaults defaults = TextDefaults.of(text);
    TextRules.check(text);
    int hidden = text.at("hidden_size").integer(1, 4096);
    int heads = text.at("num_attention_heads").integer(1, 32);
    int keyHeads = text.at("num_key_value_heads").integer(1, defaults.keyHeads(text, heads));
    if (heads % keyHeads != 0) {
      throw text.at("num_key_value_heads").broken("must divide " + heads, keyHeads);
    }
    int headDim = headDim(text, hidden, heads);
    int maxPositions = maxPositions(text.at("max_position_embeddings"), defaults.maxPositions());
    TextRules.checkWindow(text, defaults.window(text), maxPositions);
    return new TextConfig(
        hidden,
        text.at("intermediate_size").integer(1, defaults.intermediateSize()),
        text.at("num_hidden_layers").integer(1, 32),
        heads,
        keyHeads,
        headDim,
        text.at("vocab_size").integer(1, 32000),
        maxPositions,
        text.at("rms_norm_eps").positive(1e-6),
        ConfigFields.activation(text.at("hidden_act"), "silu"),
        tied(root) || tied(text),
        defaults.bias(text.at("attention_bias")),
        defaults.bias(text.at("mlp_bias")),
        RotaryConfig.from(text, headDim, maxPositions),
        DecoderSwitches.PLAIN);
  }

  private static int maxPositions(ConfigNode field, int otherwise) {
    int positions = field.integer(1, otherwise);
    if (positions > MOST_POSITIONS) {
      throw field.broken("must be at most " + MOST_POSITIONS, positions);
    }
    return positions;
  }

  private static boolean tied(ConfigNode part) {
    return part.at("tie_word_embeddings").flag(false);
  }

  /** Rotation goes by pairs. */
  private static int headDim(ConfigNode text, int hidden, int heads) {
    ConfigNode field = text.at("head_dim");
    if (hidden % heads != 0 && !field.exists()) {
      throw text.at("num_attention_heads").broken("must divide " + hidden, heads);
    }
    int headDim = field.integer(2, hidden / heads);
    if (headDim % 2 != 0) {
      throw field.broken("must be even", headDim);
    }
    return headDim;
  }
}
