package io.emend.model.weights;

/**
 * How checkpoints of a family name weights and modules, and what the parts call them: {@code
 * language_model.…}, {@code lm_head.…}, {@code vision_tower.…}, {@code multi_modal_projector.…}.
 */
public interface WeightNames {

  /** The parts' name of a checkpoint's; any other name stays what it is. */
  String canonical(String name);

  /** Whether checkpoints carry it and answering does not use it: pooling heads, buffers. */
  boolean isUnused(String canonical);

  /** The name under which a trained model is written. */
  String published(String canonical);

  /** The name that transformers' present classes have for it, which PEFT's names begin with. */
  String current(String canonical);
}
