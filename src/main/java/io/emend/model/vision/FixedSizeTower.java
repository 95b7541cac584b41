package io.emend.model.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.error.EmendException;
import io.emend.model.PixelValues;
import io.emend.model.image.PixelParts;
import io.emend.model.image.PixelTensor;
import io.emend.model.weights.WeightSpec.Presence;
import io.emend.model.weights.WeightTable;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * CLIP's and SigLIP's tower, {@code vision.py}: all pictures have one size.
 *
 * @param featureLayers hidden states that the connector reads, 0 the embeddings
 * @param dropClassToken whether the first token is left out, which without a class token is a patch
 * @param finalNorm whether the last state is normed
 */
public record FixedSizeTower(
    VisionConfig config, List<Integer> featureLayers, boolean dropClassToken, boolean finalNorm)
    implements VisionTower {

  public FixedSizeTower {
    featureLayers = List.copyOf(featureLayers);
  }

  @Override
  public List<String> sources() {
    return List.of("vision.py");
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("vision_prefix", PREFIX);
    map.put("vision_kind", config.kind());
    map.put("vision_layers", config.layers());
    map.put("vision_heads", config.heads());
    map.put("vision_eps", config.normEpsilon());
    map.put("vision_activation", config.activation());
    map.put("patch_size", config.patchSize());
    map.put("feature_layers", featureLayers);
    map.put("drop_class_token", dropClassToken);
    map.put("vision_final_norm", finalNorm);
    return map;
  }

  @Override
  public WeightTable weights() {
    long c = config.hiddenSize();
    WeightTable weights = new WeightTable();
    String embeddings = PREFIX + "embeddings.";
    long patch = config.patchSize();
    weights.embedding(embeddings + "patch_embedding.weight", c, 3, patch, patch);
    long tokens = config.patches() + (config.hasClassToken() ? 1 : 0);
    weights.embedding(embeddings + "position_embedding.weight", tokens, c);
    if (config.hasClassToken()) {
      weights.embedding(embeddings + "class_embedding", c);
      weights.layerNorm(PREFIX + "pre_layrnorm", c, Presence.REQUIRED);
    } else {
      weights.vector(embeddings + "patch_embedding.bias", c);
    }
    IntStream.range(0, config.layers())
        .forEach(i -> layer(weights, PREFIX + "encoder.layers." + i + "."));
    // Where no state is read behind it, transformers still warns of a checkpoint that lacks it.
    Presence last = finalNorm ? Presence.REQUIRED : Presence.UNREAD;
    return weights.layerNorm(PREFIX + "post_layernorm", c, last);
  }

  private void layer(WeightTable weights, String p) {
    long c = config.hiddenSize();
    weights.layerNorm(p + "layer_norm1", c, Presence.REQUIRED);
    weights.layerNorm(p + "layer_norm2", c, Presence.REQUIRED);
    for (String name : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
      weights.linear(p + "self_attn." + name, c, c, true);
    }
    weights.linear(p + "mlp.fc1", config.intermediateSize(), c, true);
    weights.linear(p + "mlp.fc2", c, config.intermediateSize(), true);
  }

  @Override
  public int layers() {
    return config.layers();
  }

  /** Features of one picture before the connector. */
  public int tokens() {
    int classToken = config.hasClassToken() ? 1 : 0;
    return config.patches() + classToken - (dropClassToken ? 1 : 0);
  }

  /** Channels of one feature. */
  public int width() {
    return config.hiddenSize() * featureLayers.size();
  }

  /** [(views, 3, height, width)] */
  @Override
  public List<NDArray> inputs(NDManager scope, PixelValues pixels) {
    List<PixelTensor> views = views(pixels);
    int size = config.imageSize();
    FloatBuffer values = FloatBuffer.allocate(views.size() * 3 * size * size);
    for (PixelTensor view : views) {
      if (view.height() != size || view.width() != size) {
        String rule = "must be " + size + " x " + size;
        throw EmendException.invalid("pixels", rule, view.height() + " x " + view.width());
      }
      values.put(view.values());
    }
    return List.of(scope.create(values.array(), new Shape(views.size(), 3, size, size)));
  }

  private static List<PixelTensor> views(PixelValues pixels) {
    if (pixels instanceof PixelParts parts) {
      return parts.views();
    }
    if (pixels instanceof PixelTensor whole) {
      return List.of(whole);
    }
    throw EmendException.invalid("pixels", "must be of a fixed size", pixels.getClass());
  }
}
