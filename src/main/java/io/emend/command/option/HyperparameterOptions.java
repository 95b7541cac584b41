package io.emend.command.option;

import io.emend.training.job.Hyperparameters;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@link Hyperparameters}, which has their defaults and consequences. */
public final class HyperparameterOptions {

  @Option(names = "--loss", description = "DPO loss: sigmoid, ipo or hinge (default: sigmoid).")
  String loss;

  @Option(
      names = "--beta",
      description = "DPO beta; higher values stay closer to the reference model (default: 0.1).")
  Double beta;

  @Option(
      names = "--label-smoothing",
      description = "Assumed probability that a pair's labels are swapped (default: 0).")
  Double labelSmoothing;

  @Option(
      names = "--sft-weight",
      description = "Weight of the SFT loss on chosen responses (default: 0.1).")
  Double sftWeight;

  @Option(names = "--learning-rate", description = "Peak learning rate (default: 5e-5).")
  Double learningRate;

  @Option(
      names = "--warmup-ratio",
      description = "Fraction of all steps used for warmup (default: 0.03).")
  Double warmupRatio;

  @Option(
      names = "--schedule",
      description = "Learning rate schedule: linear, cosine or constant (default: linear).")
  String schedule;

  @Option(names = "--weight-decay", description = "AdamW weight decay of matrices (default: 0).")
  Double weightDecay;

  @Option(
      names = "--max-grad-norm",
      description = "Maximum gradient norm; larger gradients are clipped (default: 1).")
  Double maxGradNorm;

  @Option(names = "--epochs", description = "Number of training epochs (default: 3).")
  Integer epochs;

  @Option(names = "--batch", description = "Pairs per optimizer step (default: 16).")
  Integer batch;

  @Option(
      names = "--micro-batch",
      description = "Pairs per forward pass; lower values need less memory (default: 4).")
  Integer microBatch;

  @Option(
      names = "--full-fine-tuning",
      description = "Train the whole text model instead of an adapter.")
  Boolean fullFineTuning;

  @Option(names = "--rank", description = "LoRA rank of the adapter (default: 8).")
  Integer rank;

  @Option(
      names = "--alpha",
      description = "LoRA alpha; the adapter is scaled by alpha / rank (default: 16).")
  Double alpha;

  @Option(
      names = "--target-modules",
      split = ",",
      description = "Linear layers to adapt (default: q_proj,k_proj,v_proj,o_proj).")
  List<String> targetModules;

  @Option(names = "--seed", description = "Random seed for training (default: 0).")
  Long seed;

  @Option(names = "--precision", description = "Training precision: f32 or bf16 (default: f32).")
  String precision;

  @Option(
      names = "--activation-checkpointing",
      description = "Recompute activations to save memory; slower.")
  Boolean activationCheckpointing;

  @Option(names = "--evaluate-every", description = "Steps between validation runs (default: 50).")
  Integer evaluateEvery;

  @Option(names = "--checkpoint-every", description = "Steps between checkpoints (default: 50).")
  Integer checkpointEvery;

  public Hyperparameters values() {
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
        rank,
        alpha,
        targetModules,
        seed,
        precision,
        activationCheckpointing,
        evaluateEvery,
        checkpointEvery);
  }
}
