package io.emend.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.model.PixelValues;
import io.emend.model.family.TrainableModel;
import java.util.Arrays;
import java.util.List;

/**
 * Sequences to learn from, padded on the right to one length. Padding needs no mask: attention is
 * causal and nothing is learned there.
 */
public record SequenceBatch(List<SftExample> examples) implements SftBatch {
  private static final long PADDING = 0;

  public SequenceBatch {
    examples = List.copyOf(examples);
  }

  @Override
  public int tokens() {
    return examples.stream().mapToInt(example -> example.tokens().length).sum();
  }

  @Override
  public NDArray loss(TrainableModel model, NDManager scope) {
    int width = examples.stream().mapToInt(e -> e.tokens().length).max().orElseThrow();
    long[] ids = new long[examples.size() * width];
    long[] labels = new long[examples.size() * width];
    Arrays.fill(ids, PADDING);
    Arrays.fill(labels, SftExample.IGNORED);
    for (int row = 0; row < examples.size(); row++) {
      SftExample example = examples.get(row);
      for (int t = 0; t < example.tokens().length; t++) {
        ids[row * width + t] = example.tokens()[t];
        labels[row * width + t] = example.labels()[t];
      }
    }
    Shape shape = new Shape(examples.size(), width);
    NDArray pixels = model.pixels(scope, pictures());
    return model.loss(scope, scope.create(ids, shape), pixels, scope.create(labels, shape));
  }

  private List<PixelValues> pictures() {
    return examples.stream().flatMap(example -> example.pixels().stream()).toList();
  }
}
