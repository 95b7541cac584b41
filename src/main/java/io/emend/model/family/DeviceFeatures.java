package io.emend.model.family;

import ai.djl.ndarray.NDArray;
import io.emend.model.ImageFeatures;

/** Features of one picture, (tokens, hidden). */
public record DeviceFeatures(NDArray array) implements ImageFeatures {

  @Override
  public int length() {
    return (int) array.getShape().get(0);
  }

  @Override
  public void close() {
    array.close();
  }
}
