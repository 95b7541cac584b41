package io.emend.training.job;

import static io.emend.error.EmendException.require;

import io.emend.model.Precision;
import io.emend.model.adapter.LoraOptions;
import io.emend.training.Schedule;
import io.emend.training.dpo.DpoOptions;
import io.emend.training.dpo.LossOptions;
import io.emend.training.dpo.Objective;
import io.emend.training.dpo.OptimizerOptions;
import java.util.List;
import java.util.Optional;

/**
 * What a training request may set. What it leaves out is filled in here, so that a stored request
 * says it all. Defaults are the paper's (He et al. 2025) where it names one.
 *
 * @param loss {@code sigmoid}, {@code ipo} or {@code hinge}; default {@code sigmoid}. Of no effect
 *     on method {@code sft}
 * @param beta default 0.1; more keeps the model closer to the one that training began with
 * @param labelSmoothing probability that a pair is the wrong way round, to under 0.5; default 0.
 *     More learns less from each pair; {@code sigmoid} alone
 * @param sftWeight of the cross-entropy of the chosen responses; default 0.1. 0 lets the
 *     probability of both responses fall
 * @param learningRate peak; default 5e-5. Adapters of small models bear 1e-4 to 1e-3
 * @param warmupRatio part of all steps over which the rate rises; default 0.03
 * @param schedule {@code linear}, {@code cosine} or {@code constant}; default {@code linear}
 * @param weightDecay on matrices; default 0
 * @param maxGradNorm gradients are scaled down to this norm; default 1
 * @param epochs 1 to 1000, default 3; more learn the pairs by heart
 * @param batch pairs that one step learns from, to 65536; default 16
 * @param microBatch pairs that pass through the model together; default 4, or the batch if that is
 *     smaller. Changes memory and speed alone
 * @param fullFineTuning trains the whole text model and no adapter; default false. Takes 16 bytes
 *     of memory a weight, and its result is a model, which is not registered
 * @param rank of the adapter, to 1024; default 8, or that of the adapter that training goes on from
 * @param alpha the adapter's product is scaled by alpha / rank; default 16, or as rank
 * @param targetModules linear layers that are adapted; default q_proj, k_proj, v_proj, o_proj, or
 *     as rank
 * @param seed of the adapter's first weights and the order of pairs; default 0
 * @param precision of frozen weights and activations, {@code f32} or {@code bf16}; default {@code
 *     f32}. {@code bf16} halves memory and is not repeatable to the bit
 * @param activationCheckpointing computes layers twice for a fraction of the memory; default false
 * @param evaluateEvery steps between evaluations on validation pairs; default 50
 * @param checkpointEvery steps that a kill costs at most; default 50
 */
public record Hyperparameters(
    String loss,
    Double beta,
    Double labelSmoothing,
    Double sftWeight,
    Double learningRate,
    Double warmupRatio,
    String schedule,
    Double weightDecay,
    Double maxGradNorm,
    Integer epochs,
    Integer batch,
    Integer microBatch,
    Boolean fullFineTuning,
    Integer rank,
    Double alpha,
    List<String> targetModules,
    Long seed,
    String precision,
    Boolean activationCheckpointing,
    Integer evaluateEvery,
    Integer checkpointEvery) {
  private static final List<Objective> LOSSES =
      List.of(Objective.SIGMOID, Objective.IPO, Objective.HINGE);
  private static final List<Precision> PRECISIONS = List.of(Precision.F32, Precision.BF16);

  public Hyperparameters {
    DpoOptions run = DpoOptions.DEFAULT;
    loss = or(loss, Choice.word(run.loss().objective()));
    beta = or(beta, run.loss().beta());
    labelSmoothing = or(labelSmoothing, run.loss().labelSmoothing());
    sftWeight = or(sftWeight, run.loss().sftWeight());
    learningRate = or(learningRate, run.optimizer().learningRate());
    warmupRatio = or(warmupRatio, run.optimizer().warmupRatio());
    schedule = or(schedule, Choice.word(run.optimizer().schedule()));
    weightDecay = or(weightDecay, run.optimizer().weightDecay());
    maxGradNorm = or(maxGradNorm, run.optimizer().maxGradNorm());
    epochs = or(epochs, run.epochs());
    batch = or(batch, run.batch());
    microBatch = or(microBatch, Math.min(run.microBatch(), batch));
    fullFineTuning = or(fullFineTuning, false);
    targetModules =
        targetModules == null ? null : targetModules.stream().map(String::valueOf).toList();
    seed = or(seed, run.seed());
    precision = or(precision, Choice.word(run.precision()));
    activationCheckpointing = or(activationCheckpointing, run.recompute());
    evaluateEvery = or(evaluateEvery, run.evaluateEvery());
    checkpointEvery = or(checkpointEvery, run.checkpointEvery());
  }

  private static <T> T or(T given, T otherwise) {
    return given == null ? otherwise : given;
  }

  /** All defaults. */
  public static Hyperparameters defaults() {
    return new Hyperparameters(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null, null);
  }

  /** The same, with an adapter's shape where none was asked for. */
  Hyperparameters shaped(LoraOptions adapter) {
    return new Hyperparameters(
        loss,
        beta,
        labelSmoothing,
        sftWeight,
        learningRate,
        warmupRatio,
        schedule,
        weightDecay,
        maxGradNorm,
        epochs,
        batch,
        microBatch,
        fullFineTuning,
        or(rank, adapter.rank()),
        or(alpha, adapter.alpha()),
        or(targetModules, adapter.modules()),
        seed,
        precision,
        activationCheckpointing,
        evaluateEvery,
        checkpointEvery);
  }

  /**
   * The run's settings.
   *
   * @throws io.emend.error.EmendException {@code invalid_value}, naming field, rule and value
   */
  public DpoOptions options(TrainingMethod method) {
    require(epochs <= 1000, "epochs", "must be 1 to 1000", epochs);
    require(batch <= 65536, "batch", "must be 1 to 65536", batch);
    return new DpoOptions(
        lossOptions(method),
        optimizerOptions(),
        shaped(LoraOptions.DEFAULT).adapter(),
        epochs,
        batch,
        microBatch,
        seed,
        Choice.of("precision", precision, PRECISIONS),
        activationCheckpointing,
        evaluateEvery,
        checkpointEvery);
  }

  /**
   * Refuses what a caller set and the run would not use: another loss of {@code sft}, the shape of
   * an adapter where there is none.
   *
   * @throws io.emend.error.EmendException {@code invalid_value}
   */
  void refuseUnused(TrainingMethod method) {
    if (method == TrainingMethod.SFT) {
      Hyperparameters unset = defaults();
      String rule = "must be left out with method sft";
      require(loss.equals(unset.loss), "loss", rule, loss);
      require(beta.equals(unset.beta), "beta", rule, beta);
      require(labelSmoothing.equals(unset.labelSmoothing), "labelSmoothing", rule, labelSmoothing);
      require(sftWeight.equals(unset.sftWeight), "sftWeight", rule, sftWeight);
    }
    if (fullFineTuning) {
      String rule = "must be left out with fullFineTuning";
      require(rank == null, "rank", rule, rank);
      require(alpha == null, "alpha", rule, alpha);
      require(targetModules == null, "targetModules", rule, targetModules);
    }
  }

  private LossOptions lossOptions(TrainingMethod method) {
    Objective preferred = Choice.of("loss", loss, LOSSES);
    Objective objective =
        switch (method) {
          case DPO -> preferred;
          case SFT -> Objective.SFT;
        };
    return new LossOptions(objective, beta, labelSmoothing, sftWeight);
  }

  private OptimizerOptions optimizerOptions() {
    require(learningRate <= 1, "learningRate", "must be over 0, to 1", learningRate);
    require(Double.isFinite(weightDecay), "weightDecay", "must be 0 or more", weightDecay);
    Schedule course = Choice.of("schedule", schedule, List.of(Schedule.values()));
    return new OptimizerOptions(learningRate, warmupRatio, course, weightDecay, maxGradNorm);
  }

  private Optional<LoraOptions> adapter() {
    require(rank <= 1024, "rank", "must be 1 to 1024", rank);
    boolean known = LoraOptions.LINEAR.containsAll(targetModules);
    require(known, "targetModules", "must be of " + LoraOptions.LINEAR, targetModules);
    require(!targetModules.isEmpty(), "targetModules", "must not be empty", targetModules);
    LoraOptions lora = new LoraOptions(rank, alpha, targetModules);
    return fullFineTuning ? Optional.empty() : Optional.of(lora);
  }
}
