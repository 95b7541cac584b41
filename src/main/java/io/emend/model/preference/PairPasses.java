package io.emend.model.preference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.emend.model.torchscript.TorchScriptModule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The text model over packed pairs, forwards and backwards. */
public final class PairPasses {
  private final TorchScriptModule module;
  private final int layers;
  private final boolean trainsEmbeddings;

  PairPasses(TorchScriptModule module, int layers, boolean trainsEmbeddings) {
    this.module = module;
    this.layers = layers;
    this.trainsEmbeddings = trainsEmbeddings;
  }

  /**
   * What a pass gave.
   *
   * @param stats (2, 2B): log-probabilities of the responses; sums of their tokens' mean logits
   */
  public record Outcome(float loss, float[][] stats) {}

  /** The responses under the model, (2, 2B); with grad mode on, gradients flow through row 0. */
  public NDArray stats(NDManager scope, PackedPairs pairs) {
    List<NDArray> inputs =
        List.of(pairs.ids(), pairs.features(), pairs.segments(), pairs.positions());
    return head(scope, module.differentiate(scope, "packed_hidden", inputs), pairs);
  }

  /** Without gradients. */
  public Outcome evaluate(NDManager scope, PackedPairs pairs, UnaryOperator<NDArray> loss) {
    TorchScriptModule.prepareThread(false);
    NDArray stats = stats(scope, pairs);
    return outcome(loss.apply(stats), stats);
  }

  /** Adds the gradients of the loss to those of the trained parameters. */
  public Outcome learn(NDManager scope, PackedPairs pairs, UnaryOperator<NDArray> loss) {
    TorchScriptModule.prepareThread(true);
    NDArray stats = stats(scope, pairs);
    NDArray value = loss.apply(stats);
    backward(value, scope.create(1f));
    return outcome(value, stats);
  }

  /**
   * As {@link #learn} with each layer computed again on the way back, so that only the inputs of
   * layers are kept (Chen et al. 2016).
   */
  public Outcome learnRecomputing(NDManager scope, PackedPairs pairs, UnaryOperator<NDArray> loss) {
    TorchScriptModule.prepareThread(false);
    List<NDArray> inputs = new ArrayList<>();
    inputs.add(embed(scope, pairs));
    for (int layer = 0; layer < layers; layer++) {
      inputs.add(layer(scope, inputs.get(layer), pairs, layer));
    }
    TorchScriptModule.prepareThread(true);
    NDArray top = leaf(inputs.get(layers));
    NDArray stats = head(scope, top, pairs);
    NDArray value = loss.apply(stats);
    backward(value, scope.create(1f));
    descend(scope, pairs, inputs, gradient(scope, top));
    return outcome(value, stats);
  }

  private void descend(
      NDManager scope, PackedPairs pairs, List<NDArray> inputs, NDArray topGradient) {
    NDArray gradient = topGradient;
    for (int layer = layers - 1; layer >= 0; layer--) {
      try (NDManager own = scope.newSubManager()) {
        NDArray input = leaf(inputs.get(layer));
        backward(layer(own, input, pairs, layer), gradient);
        gradient = gradient(scope, input);
      }
    }
    if (trainsEmbeddings) {
      backward(embed(scope, pairs), gradient);
    }
  }

  private NDArray embed(NDManager scope, PackedPairs pairs) {
    return module.differentiate(scope, "packed_embed", List.of(pairs.ids(), pairs.features()));
  }

  private NDArray layer(NDManager scope, NDArray x, PackedPairs pairs, int layer) {
    NDArray number = scope.create((long) layer);
    List<NDArray> inputs = List.of(x, pairs.ids(), pairs.segments(), pairs.positions(), number);
    return module.differentiate(scope, "packed_layer", inputs);
  }

  private NDArray head(NDManager scope, NDArray hidden, PackedPairs pairs) {
    NDArray sequences = scope.zeros(pairs.lengths().getShape());
    List<NDArray> inputs = List.of(hidden, pairs.at(), pairs.targets(), pairs.owners(), sequences);
    return module.differentiate(scope, "response_stats", inputs);
  }

  private static NDArray leaf(NDArray array) {
    NDArray leaf = array.stopGradient();
    leaf.setRequiresGradient(true);
    return leaf;
  }

  private static NDArray gradient(NDManager scope, NDArray leaf) {
    NDArray gradient = JniUtils.getGradient((PtNDArray) leaf);
    gradient.attach(scope);
    return gradient;
  }

  private static void backward(NDArray value, NDArray gradient) {
    JniUtils.backward((PtNDArray) value, (PtNDArray) gradient, false, false);
  }

  private static Outcome outcome(NDArray loss, NDArray stats) {
    try (NDList rows = stats.split(2)) {
      float[][] values = {rows.get(0).toFloatArray(), rows.get(1).toFloatArray()};
      return new Outcome(loss.toFloatArray()[0], values);
    }
  }
}
