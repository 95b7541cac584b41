package io.emend.training.dpo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.emend.model.preference.PackedPairs;
import io.emend.model.preference.PairPasses;
import io.emend.model.preference.PreferenceModel;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Passes batches of pairs through the model, a few at a time, for gradients or figures alone. */
final class PairTrainer {
  private final PreferenceModel model;
  private final PairReader reader;
  private final DpoOptions options;
  private final List<DpoExample> examples;
  private final ReferenceLogps references;

  /**
   * @param examples all that the references are of, in their order
   */
  PairTrainer(
      PreferenceModel model,
      PairReader reader,
      DpoOptions options,
      List<DpoExample> examples,
      ReferenceLogps references) {
    this.model = model;
    this.reader = reader;
    this.options = options;
    this.examples = examples;
    this.references = references;
  }

  /** One way through the model. */
  private interface Pass {
    PairPasses.Outcome run(NDManager scope, PackedPairs pairs, UnaryOperator<NDArray> loss);
  }

  /** Adds the gradients of a batch's loss. */
  BatchMetrics learn(int[] batch) {
    PairPasses passes = model.passes();
    return pass(batch, options.recompute() ? passes::learnRecomputing : passes::learn);
  }

  BatchMetrics evaluate(int[] batch) {
    return pass(batch, model.passes()::evaluate);
  }

  private BatchMetrics pass(int[] batch, Pass pass) {
    BatchMetrics figures = new BatchMetrics(options.loss());
    int chosen = select(batch).stream().mapToInt(e -> e.tokens().chosen().length).sum();
    float[] settings = options.loss().settings(batch.length, chosen);
    for (int from = 0; from < batch.length; from += options.microBatch()) {
      int to = Math.min(batch.length, from + options.microBatch());
      passSome(Arrays.copyOfRange(batch, from, to), settings, pass, figures);
    }
    return figures;
  }

  private void passSome(int[] some, float[] settings, Pass pass, BatchMetrics figures) {
    try (NDManager scope = model.manager().newSubManager()) {
      PackedPairs pairs = reader.read(scope, select(some));
      float[] reference = references.of(some);
      List<NDArray> others =
          List.of(scope.create(reference), pairs.lengths(), scope.create(settings));
      PairPasses.Outcome outcome = pass.run(scope, pairs, stats -> loss(scope, stats, others));
      figures.add(outcome, reference, pairs.lengths().toFloatArray());
    }
  }

  private NDArray loss(NDManager scope, NDArray stats, List<NDArray> others) {
    List<NDArray> inputs = List.of(stats, others.get(0), others.get(1), others.get(2));
    return model.module().differentiate(scope, options.loss().objective().method(), inputs);
  }

  private List<DpoExample> select(int[] indices) {
    return Arrays.stream(indices).mapToObj(examples::get).toList();
  }
}
