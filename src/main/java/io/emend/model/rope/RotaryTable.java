package io.emend.model.rope;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Cosines and sines of all positions' angles, which {@code rope.py} reads rows of. */
public final class RotaryTable {
  private RotaryTable() {}

  /**
   * Adds the tables, f32 (maxPositions, headDim), to a model's weights; where positions have
   * several axes, the axis of each channel as well, int64 (headDim).
   */
  public static Map<String, NDArray> with(
      Map<String, NDArray> weights, RotaryConfig config, int maxPositions, NDManager manager) {
    int dim = config.headDim();
    float[] cos = new float[maxPositions * dim];
    float[] sin = new float[maxPositions * dim];
    for (int position = 0; position < maxPositions; position++) {
      double[] angles = config.angles(position);
      for (int i = 0; i < dim; i++) {
        cos[position * dim + i] = (float) Math.cos(angles[i]);
        sin[position * dim + i] = (float) Math.sin(angles[i]);
      }
    }
    Map<String, NDArray> all = new HashMap<>(weights);
    Shape shape = new Shape(maxPositions, dim);
    all.put("rotary.cos", manager.create(cos, shape));
    all.put("rotary.sin", manager.create(sin, shape));
    if (config.axes().count() > 1) {
      long[] axes = IntStream.of(config.axes().ofChannels(dim)).asLongStream().toArray();
      all.put("rotary.axes", manager.create(axes));
    }
    return all;
  }
}
