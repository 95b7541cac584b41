package io.emend.model.llava;

import io.emend.model.adapter.LoraOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What training of a checkpoint takes, from {@code config.json} alone.
 *
 * @param contextLength longest sequence in tokens, image tokens included
 * @param imageTokens tokens that one picture takes
 * @param imageToken id that stands at image positions
 * @param layers of the text model
 * @param heads that a layer's attention has
 * @param activationsPerToken numbers that a layer keeps for its gradients, a token
 */
public record TrainingSize(
    int contextLength,
    int imageTokens,
    int imageToken,
    int vocabularySize,
    int hiddenSize,
    int layers,
    int heads,
    int activationsPerToken,
    Map<String, long[]> shapes) {

  /** Reads no weights. */
  public static TrainingSize of(Path directory) {
    LlavaConfig config = LlavaConfig.read(directory);
    TextConfig text = config.text();
    return new TrainingSize(
        text.maxPositions(),
        config.imageTokens(),
        config.imageToken(),
        text.vocabularySize(),
        text.hiddenSize(),
        text.layers(),
        text.heads(),
        activations(text),
        WeightShapes.of(config).required());
  }

  /**
   * Inputs and results of both norms and the residuals; queries, keys and values before and after
   * rotation and repetition, the result of attention; gate, its activation, up and their product.
   */
  private static int activations(TextConfig text) {
    return 6 * text.hiddenSize() + 8 * text.heads() * text.headDim() + 5 * text.intermediateSize();
  }

  public long weights() {
    return shapes.values().stream().mapToLong(TrainingSize::count).sum();
  }

  /** Numbers that are trained. */
  public long trained(Optional<LoraOptions> lora) {
    return shapes.entrySet().stream()
        .mapToLong(
            entry ->
                lora.map(options -> LoraWeights.count(entry.getKey(), entry.getValue(), options))
                    .orElseGet(() -> textCount(entry.getKey(), entry.getValue())))
        .sum();
  }

  private static long textCount(String name, long[] shape) {
    return PreferenceLlava.isText(name) ? count(shape) : 0;
  }

  private static long count(long[] shape) {
    return LongStream.of(shape).reduce(1, (a, b) -> a * b);
  }
}
