package io.emend.pretraining;

import java.util.Map;

/** Batches by step: a pure function, so that a resumed run sees the data it would have seen. */
public interface SftSource {

  /** What a training step learns from; at most one picture an example. */
  SftBatch batch(int step);

  /** A fixed batch for each kind of lesson, from the validation split, by the kind's name. */
  Map<String, SftBatch> validation();
}
