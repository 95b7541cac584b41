package io.emend.model.family;

import ai.djl.ndarray.NDArray;
import io.emend.model.ImageFeatures;
import io.emend.model.Precision;

/** Features of one picture, (tokens, hidden). */
public record DeviceFeatures(NDArray array, Precision precision) implements ImageFeatures {

  @Override
  public int length() {
    return (int) array.getShape().get(0);
  }

  @Override
  public long bytes() {
    return array.size() * precision.bytes();
  }

  @Override
  public void close() {
    array.close();
  }
}
