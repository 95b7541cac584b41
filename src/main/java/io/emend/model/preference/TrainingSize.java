package io.emend.model.preference;

import io.emend.model.adapter.AdaptableLinears;
import io.emend.model.adapter.LoraOptions;
import io.emend.model.adapter.LoraWeights;
import io.emend.model.decoder.TextConfig;
import io.emend.model.family.Architecture;
import io.emend.model.weights.WeightSpec;
import io.emend.model.weights.WeightSpec.Presence;
import java.util.List;
import java.util.Optional;

/**
 * What training of a checkpoint takes, from {@code config.json} alone.
 *
 * @param contextLength longest sequence in tokens, image tokens included
 * @param imageToken id that stands at image positions
 * @param layers of the text model
 * @param heads that a layer's attention has
 * @param activationsPerToken numbers that a layer keeps for its gradients, a token
 * @param required weights that the checkpoint has
 * @param text those that training without an adapter changes
 * @param linears that an adapter may change
 */
public record TrainingSize(
    int contextLength,
    int imageToken,
    int vocabularySize,
    int hiddenSize,
    int layers,
    int heads,
    int activationsPerToken,
    List<WeightSpec> required,
    List<WeightSpec> text,
    AdaptableLinears linears) {

  /** Reads no weights. */
  public static TrainingSize of(Architecture architecture) {
    TextConfig text = architecture.decoder().config();
    return new TrainingSize(
        text.maxPositions(),
        architecture.imageToken(),
        text.vocabularySize(),
        text.hiddenSize(),
        text.layers(),
        text.heads(),
        activations(text),
        architecture.weights().with(Presence.REQUIRED),
        architecture.decoder().weights().with(Presence.REQUIRED),
        architecture.linears());
  }

  /**
   * Inputs and results of both norms and the residuals; queries, keys and values before and after
   * rotation and repetition, the result of attention; gate, its activation, up and their product.
   */
  private static int activations(TextConfig text) {
    return 6 * text.hiddenSize() + 8 * text.heads() * text.headDim() + 5 * text.intermediateSize();
  }

  public long weights() {
    return count(required);
  }

  /** Numbers that are trained. */
  public long trained(Optional<LoraOptions> lora) {
    return lora.map(options -> LoraWeights.count(linears, options)).orElseGet(() -> count(text));
  }

  private static long count(List<WeightSpec> weights) {
    return weights.stream().mapToLong(WeightSpec::count).sum();
  }
}
