package io.emend.model.llava;

import io.emend.model.adapter.AdaptableLinears;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The linear layers of the language model. The tower and the projector stay as they are, so that a
 * picture's features serve all adapters.
 *
 * @param shapes (out, in) by canonical name
 */
record LlavaLinears(Map<String, long[]> shapes) implements AdaptableLinears {
  private static final String LAYERS = "language_model.layers.";
  private static final String WEIGHT = ".weight";

  static LlavaLinears of(LlavaConfig config) {
    Map<String, long[]> linears = new LinkedHashMap<>();
    WeightShapes.of(config)
        .required()
        .forEach(
            (name, shape) -> {
              if (name.startsWith(LAYERS) && shape.length == 2) {
                linears.put(name.substring(0, name.length() - WEIGHT.length()), shape);
              }
            });
    return new LlavaLinears(linears);
  }

  @Override
  public String canonical(String module) {
    return WeightNames.canonical(module);
  }

  /** Transformers since 4.52, and before. */
  @Override
  public List<String> spellings(String linear) {
    return List.of("model." + linear, WeightNames.published(linear));
  }
}
