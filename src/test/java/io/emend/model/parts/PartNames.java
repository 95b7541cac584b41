package io.emend.model.parts;

import io.emend.model.weights.WeightNames;

/** Names of transformers' present classes, which put {@code model.} before those of the parts. */
final class PartNames implements WeightNames {

  @Override
  public String canonical(String name) {
    return name.replaceFirst("^model\\.", "");
  }

  @Override
  public boolean isUnused(String canonical) {
    return false;
  }

  @Override
  public String published(String canonical) {
    return current(canonical);
  }

  @Override
  public String current(String canonical) {
    return "model." + canonical;
  }
}
