package io.emend.model;

import io.emend.model.weights.WeightTable;
import java.util.List;
import java.util.Map;

/** A part that models of several families are made of. No part asks which family it is in. */
public interface ModelPart {

  /** Its TorchScript, names under {@code /torchscript}. */
  List<String> sources();

  /** The numbers that its source reads, by name. */
  Map<String, Object> attributes();

  /** Its weights by canonical name. */
  WeightTable weights();

  /** How many blocks with a residual stream it has, one after the other; 0 without any. */
  int layers();
}
