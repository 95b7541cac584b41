package io.emend.training.dpo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.model.preference.PackedPairs;
import io.emend.model.preference.TokenPair;
import java.nio.FloatBuffer;
import java.util.List;

/** Puts examples into the form in which the model reads them. */
final class PairReader {
  private final FeatureStore features;
  private final Objective objective;
  private final int hiddenSize;

  PairReader(FeatureStore features, Objective objective, int hiddenSize) {
    this.features = features;
    this.objective = objective;
    this.hiddenSize = hiddenSize;
  }

  PackedPairs read(NDManager scope, List<DpoExample> examples) {
    List<TokenPair> tokens = examples.stream().map(e -> e.tokensFor(objective)).toList();
    return PackedPairs.of(scope, tokens, pictures(scope, examples));
  }

  /** (tokens of all pictures, hidden), none where no example has one */
  private NDArray pictures(NDManager scope, List<DpoExample> examples) {
    List<float[]> all =
        examples.stream()
            .flatMap(example -> example.pictures().stream())
            .map(features::of)
            .toList();
    FloatBuffer values = FloatBuffer.allocate(all.stream().mapToInt(one -> one.length).sum());
    all.forEach(values::put);
    Shape shape = new Shape(values.capacity() / hiddenSize, hiddenSize);
    return scope.create(values.array(), shape);
  }
}
