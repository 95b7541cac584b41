package io.emend.training.dpo;

import ai.djl.ndarray.NDManager;
import io.emend.model.Precision;
import io.emend.model.adapter.LoraOptions;
import io.emend.model.preference.PreferenceModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Trainers over the golden pairs. */
final class Trainers {
  private Trainers() {}

  static DpoOptions options(LossOptions loss, int microBatch) {
    return new DpoOptions(
        loss,
        OptimizerOptions.DEFAULT,
        Optional.of(LoraOptions.DEFAULT),
        1,
        3,
        microBatch,
        0,
        Precision.F32,
        false,
        1,
        1);
  }

  static DpoOptions recomputing(DpoOptions o) {
    return new DpoOptions(
        o.loss(),
        o.optimizer(),
        o.lora(),
        o.epochs(),
        o.batch(),
        o.microBatch(),
        o.seed(),
        o.precision(),
        true,
        o.evaluateEvery(),
        o.checkpointEvery());
  }

  /** One batch of all golden pairs, its gradients left in the parameters. */
  static BatchMetrics learn(PreferenceModel model, DpoOptions options, Path folder) {
    List<DpoExample> examples = DpoGolden.examples();
    PairReader reader =
        new PairReader(
            new FeatureStore(folder, model), options.loss().objective(), model.hiddenSize());
    ReferenceLogps references = ReferenceLogps.of(examples.size());
    try (NDManager scope = model.manager().newSubManager()) {
      references.put(0, model.referenceLogps(scope, reader.read(scope, examples)));
    }
    return new PairTrainer(model, reader, options, examples, references)
        .learn(IntStream.range(0, examples.size()).toArray());
  }
}
