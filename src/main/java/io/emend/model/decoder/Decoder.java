package io.emend.model.decoder;

import io.emend.model.ModelPart;
import io.emend.model.weights.WeightTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The text model, {@code decoder.py}, with the switches that its configuration sets. */
public record Decoder(TextConfig config) implements ModelPart {
  /** Canonical names of its weights begin so, but for the output head's. */
  public static final String PREFIX = "language_model.";

  private static final String LAYERS = PREFIX + "layers.";
  private static final String EMBEDDING = PREFIX + "embed_tokens.weight";
  private static final String HEAD = "lm_head.weight";

  @Override
  public List<String> sources() {
    return List.of("rope.py", "decoder.py");
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("text_prefix", PREFIX);
    map.put("text_layers", config.layers());
    map.put("text_heads", config.heads());
    map.put("text_kv_heads", config.keyHeads());
    map.put("text_eps", config.normEpsilon());
    map.put("text_activation", config.activation());
    map.put("tied", config.tied());
    map.put("text_qk_norm", config.switches().queryKeyNorm());
    map.put("text_norm_offset", config.switches().normOffset());
    map.put("text_sandwich", config.switches().sandwichNorms());
    map.put("text_embed_scale", config.switches().embeddingScale());
    map.put("pictures_both_ways", config.switches().picturesBothWays());
    return map;
  }

  @Override
  public WeightTable weights() {
    WeightTable weights = new WeightTable();
    weights.embedding(EMBEDDING, config.vocabularySize(), config.hiddenSize());
    IntStream.range(0, config.layers()).forEach(i -> layer(weights, LAYERS + i + "."));
    weights.vector(PREFIX + "norm.weight", config.hiddenSize());
    return config.tied()
        ? weights
        : weights.embedding(HEAD, config.vocabularySize(), config.hiddenSize());
  }

  private void layer(WeightTable weights, String p) {
    long c = config.hiddenSize();
    long q = (long) config.heads() * config.headDim();
    long k = (long) config.keyHeads() * config.headDim();
    long f = config.intermediateSize();
    weights.vector(p + "input_layernorm.weight", c);
    weights.linear(p + "self_attn.q_proj", q, c, config.attentionBias());
    weights.linear(p + "self_attn.k_proj", k, c, config.attentionBias());
    weights.linear(p + "self_attn.v_proj", k, c, config.attentionBias());
    weights.linear(p + "self_attn.o_proj", c, q, config.attentionBias());
    if (config.switches().queryKeyNorm()) {
      weights.vector(p + "self_attn.q_norm.weight", config.headDim());
      weights.vector(p + "self_attn.k_norm.weight", config.headDim());
    }
    weights.vector(p + "post_attention_layernorm.weight", c);
    if (config.switches().sandwichNorms()) {
      weights.vector(p + "pre_feedforward_layernorm.weight", c);
      weights.vector(p + "post_feedforward_layernorm.weight", c);
    }
    weights.linear(p + "mlp.gate_proj", f, c, config.mlpBias());
    weights.linear(p + "mlp.up_proj", f, c, config.mlpBias());
    weights.linear(p + "mlp.down_proj", c, f, config.mlpBias());
  }

  @Override
  public int layers() {
    return config.layers();
  }

  /** Names that repeat the embedding where it is the output head as well. */
  public Set<String> copies() {
    return config.tied() ? Set.of(HEAD) : Set.of();
  }

  /** The linear layers that an adapter may change: shapes (out, in) by name. */
  public Map<String, long[]> linears() {
    return weights().linears(LAYERS);
  }

  /** The embedding's name. */
  public String embedding() {
    return EMBEDDING;
  }

  /** (keyHeads, headDim) of each layer's keys and of its values. */
  List<CacheShape> cacheShapes() {
    CacheShape shape = new CacheShape(config.keyHeads(), config.headDim());
    return IntStream.range(0, config.layers()).mapToObj(i -> shape).toList();
  }

  /** What one position takes in one layer's cache, keys or values. */
  record CacheShape(int keyHeads, int headDim) {
    long numbers() {
      return (long) keyHeads * headDim;
    }
  }
}
