package io.emend.training;

import java.util.List;

/** Examples by step: a pure function, so that a resumed run sees the data it would have seen. */
public interface SftSource {

  /** The examples of a training step; at most one picture an example. */
  List<SftExample> batch(int step);

  /** Fixed batches from the validation split, for the evaluation loss. */
  List<List<SftExample>> validation();
}
