package io.emend.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.emend.model.family.TrainableModel;

/** What one step learns from. */
public sealed interface SftBatch permits SequenceBatch, AlignmentBatch {

  /** The mean loss, of which gradients flow to the model's parameters. */
  NDArray loss(TrainableModel model, NDManager scope);

  /** Tokens that the model reads, those of pictures among them. */
  int tokens();
}
