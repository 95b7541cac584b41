package io.emend.training;

import java.util.List;
import java.util.Map;

/** Examples by step: a pure function, so that a resumed run sees the data it would have seen. */
public interface SftSource {

  /** The examples of a training step; at most one picture an example. */
  List<SftExample> batch(int step);

  /** A fixed batch for each kind of example, from the validation split, by the kind's name. */
  Map<String, List<SftExample>> validation();
}
