package io.emend.model.family;

import io.emend.model.ModelPart;
import io.emend.model.Precision;
import io.emend.model.adapter.AdaptableLinears;
import io.emend.model.adapter.TextLinears;
import io.emend.model.connector.Connector;
import io.emend.model.decoder.Decoder;
import io.emend.model.torchscript.TorchScriptSource;
import io.emend.model.vision.VisionTower;
import io.emend.model.weights.WeightLayout;
import io.emend.model.weights.WeightNames;
import io.emend.model.weights.WeightTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a checkpoint's model is made of, as its family reads it from {@code config.json}.
 *
 * @param family folder that reads it, for messages and the API
 * @param imageToken id that stands at image positions
 * @param names of weights in checkpoints
 */
public record Architecture(
    String family,
    VisionTower tower,
    Connector connector,
    Decoder decoder,
    int imageToken,
    WeightNames names) {

  /** What all models share, whatever they are used for. */
  private static final List<String> SHARED =
      List.of("weights.py", "layers.py", "adapter.py", "multimodal.py");

  /** What a model is loaded for: each has methods that the others do without. */
  public enum Use {
    ANSWERING(List.of("cache.py", "serving.py")),
    PREFERENCES(List.of("preference.py", "optimizer.py")),
    PRETRAINING(List.of("pretraining.py", "optimizer.py"));

    private final List<String> sources;

    Use(List<String> sources) {
      this.sources = sources;
    }
  }

  private List<ModelPart> parts() {
    return List.of(tower, connector, decoder);
  }

  /** The whole model's source and the numbers that configure it. */
  public TorchScriptSource source(Use use, Precision precision) {
    List<String> sources = new ArrayList<>(SHARED);
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("compute_type", precision.scalarType());
    attributes.put("image_token", imageToken);
    attributes.put("adapter", "");
    for (ModelPart part : parts()) {
      sources.addAll(part.sources());
      attributes.putAll(part.attributes());
    }
    sources.addAll(use.sources);
    return new TorchScriptSource(sources, attributes);
  }

  public WeightTable weights() {
    return WeightTable.of(parts().stream().map(ModelPart::weights).toList());
  }

  public WeightLayout layout() {
    return new WeightLayout(family, weights(), names, decoder.copies());
  }

  /** What adapters may change. */
  public AdaptableLinears linears() {
    return new TextLinears(decoder.linears(), names);
  }

  /** Whether a weight is one of the text model, which training without an adapter changes. */
  public boolean isText(String canonical) {
    return decoder.weights().get(canonical).isPresent();
  }

  /** Blocks with a residual stream of the part that a weight belongs to. */
  int layers(String canonical) {
    return parts().stream()
        .filter(part -> part.weights().get(canonical).isPresent())
        .mapToInt(ModelPart::layers)
        .findFirst()
        .orElseThrow();
  }
}
