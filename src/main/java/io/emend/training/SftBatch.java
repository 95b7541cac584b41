package io.emend.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.model.PixelValues;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Examples padded on the right to one length. Padding needs no mask: attention is causal and
 * nothing is learned there.
 *
 * @param ids (B, T), int64
 * @param pixels (I, 3, size, size), one for each example with a picture, in order
 * @param labels (B, T), int64
 * @param tokens positions that hold an example's token
 */
record SftBatch(NDArray ids, NDArray pixels, NDArray labels, int tokens) {
  private static final long PADDING = 0;

  static SftBatch of(NDManager scope, List<SftExample> examples, int imageSize) {
    int width = examples.stream().mapToInt(e -> e.tokens().length).max().orElseThrow();
    long[] ids = new long[examples.size() * width];
    long[] labels = new long[examples.size() * width];
    Arrays.fill(ids, PADDING);
    Arrays.fill(labels, SftExample.IGNORED);
    int tokens = 0;
    for (int row = 0; row < examples.size(); row++) {
      SftExample example = examples.get(row);
      for (int t = 0; t < example.tokens().length; t++) {
        ids[row * width + t] = example.tokens()[t];
        labels[row * width + t] = example.labels()[t];
      }
      tokens += example.tokens().length;
    }
    Shape shape = new Shape(examples.size(), width);
    NDArray pixels = pixels(scope, examples, imageSize);
    return new SftBatch(scope.create(ids, shape), pixels, scope.create(labels, shape), tokens);
  }

  private static NDArray pixels(NDManager scope, List<SftExample> examples, int size) {
    List<PixelValues> pictures =
        examples.stream().map(SftExample::pixels).flatMap(Optional::stream).toList();
    float[] values = new float[pictures.size() * 3 * size * size];
    for (int i = 0; i < pictures.size(); i++) {
      System.arraycopy(pictures.get(i).values(), 0, values, i * 3 * size * size, 3 * size * size);
    }
    return scope.create(values, new Shape(pictures.size(), 3, size, size));
  }
}
