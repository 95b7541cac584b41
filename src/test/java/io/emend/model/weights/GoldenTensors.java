package io.emend.model.weights;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Tensors that the reference wrote, f32, read whole. */
public final class GoldenTensors {
  private final Path file;

  public GoldenTensors(Path file) {
    this.file = file;
  }

  public boolean has(String name) {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      return tensors.names().contains(name);
    }
  }

  public long[] shape(String name) {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      return tensors.tensor(name).shape();
    }
  }

  /** Slices of a tensor along its first dimension. */
  public float[][] rows(String name) {
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      TensorView view = tensors.tensor(name);
      ByteBuffer bytes = view.bytes();
      int rows = (int) view.shape()[0];
      float[][] values = new float[rows][bytes.remaining() / 4 / rows];
      for (float[] row : values) {
        for (int i = 0; i < row.length; i++) {
          row[i] = bytes.getFloat();
        }
      }
      return values;
    }
  }
}
