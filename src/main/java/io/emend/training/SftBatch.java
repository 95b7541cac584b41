package io.emend.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.model.PixelValues;
import io.emend.model.llava.TrainableLlava;
import java.util.List;

/** What one step learns from. */
public sealed interface SftBatch permits SequenceBatch, AlignmentBatch {

  /** The mean loss, of which gradients flow to the model's parameters. */
  NDArray loss(TrainableLlava model, NDManager scope);

  /** Tokens that the model reads, those of pictures among them. */
  int tokens();

  /** (I, 3, size, size) */
  static NDArray pixels(NDManager scope, List<PixelValues> pictures, int size) {
    float[] values = new float[pictures.size() * 3 * size * size];
    for (int i = 0; i < pictures.size(); i++) {
      System.arraycopy(pictures.get(i).values(), 0, values, i * 3 * size * size, 3 * size * size);
    }
    return scope.create(values, new Shape(pictures.size(), 3, size, size));
  }
}
