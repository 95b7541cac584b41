package io.emend.command.option;

import io.emend.training.job.Hyperparameters;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@link Hyperparameters}, which has their defaults and consequences. */
public final class HyperparameterOptions {

  @Option(names = "--loss", description = "sigmoid, ipo or hinge. Default: sigmoid.")
  String loss;

  @Option(names = "--beta", description = "More keeps closer to the base. Default: 0.1.")
  Double beta;

  @Option(names = "--label-smoothing", description = "Chance of a wrong pair. Default: 0.")
  Double labelSmoothing;

  @Option(names = "--sft-weight", description = "Of the chosen side's SFT term. Default: 0.1.")
  Double sftWeight;

  @Option(names = "--learning-rate", description = "Peak. Default: 5e-5.")
  Double learningRate;

  @Option(names = "--warmup-ratio", description = "Part of all steps. Default: 0.03.")
  Double warmupRatio;

  @Option(names = "--schedule", description = "linear, cosine or constant. Default: linear.")
  String schedule;

  @Option(names = "--weight-decay", description = "On matrices. Default: 0.")
  Double weightDecay;

  @Option(names = "--max-grad-norm", description = "Gradients are cut to it. Default: 1.")
  Double maxGradNorm;

  @Option(names = "--epochs", description = "Times that each pair is learned. Default: 3.")
  Integer epochs;

  @Option(names = "--batch", description = "Pairs a step. Default: 16.")
  Integer batch;

  @Option(names = "--micro-batch", description = "Pairs at once, for memory. Default: 4.")
  Integer microBatch;

  @Option(names = "--full-fine-tuning", description = "Train the text model, no adapter.")
  Boolean fullFineTuning;

  @Option(names = "--rank", description = "Of the adapter. Default: 8.")
  Integer rank;

  @Option(names = "--alpha", description = "Scale of the adapter, over rank. Default: 16.")
  Double alpha;

  @Option(
      names = "--target-modules",
      split = ",",
      description = "Linear layers. Default: q_proj,k_proj,v_proj,o_proj.")
  List<String> targetModules;

  @Option(names = "--seed", description = "Default: 0.")
  Long seed;

  @Option(names = "--precision", description = "f32 or bf16. Default: f32.")
  String precision;

  @Option(names = "--activation-checkpointing", description = "Slower, with less memory.")
  Boolean activationCheckpointing;

  @Option(names = "--evaluate-every", description = "Steps. Default: 50.")
  Integer evaluateEvery;

  @Option(names = "--checkpoint-every", description = "Steps. Default: 50.")
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
