package io.emend.model.family;

import io.emend.model.weights.WeightSpec;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * First weights of a model trained from scratch. Matrices are Gaussian with a spread that keeps the
 * scale of their input, those that write to the residual stream smaller by depth (GPT-2); norms are
 * one; positions of the tower start as two-dimensional sines, and are learned from there.
 */
final class InitialWeights {
  private static final double GAIN = 0.6;
  private static final double EMBEDDING_SPREAD = 0.04;

  private final Architecture architecture;
  private final long seed;

  InitialWeights(Architecture architecture, long seed) {
    this.architecture = architecture;
    this.seed = seed;
  }

  /** Values of one weight; a function of seed, name and shape alone. */
  float[] values(WeightSpec weight) {
    String name = weight.name();
    long[] shape = weight.shape();
    int count = (int) weight.count();
    if (name.endsWith("position_embedding.weight")) {
      return positions((int) shape[0], (int) shape[1]);
    }
    if (shape.length == 1 && !name.endsWith("class_embedding")) {
      return constant(count, name.endsWith(".bias") ? 0 : 1);
    }
    return gaussian(name, count, spread(name, count / shape[0]));
  }

  private double spread(String name, double fanIn) {
    if (name.contains("embed_tokens") || name.endsWith("class_embedding")) {
      return EMBEDDING_SPREAD;
    }
    double spread = GAIN / Math.sqrt(fanIn);
    if (name.matches(".*(o_proj|down_proj|out_proj|fc2)\\.weight")) {
      return spread / Math.sqrt(2.0 * architecture.layers(name));
    }
    return spread;
  }

  private float[] gaussian(String name, int count, double spread) {
    RandomGenerator random = new SplittableRandom(seed * 31 + name.hashCode());
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextGaussian() * spread);
    }
    return values;
  }

  private static float[] constant(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }

  /** Half of the channels tell the row, half the column, each as sines and cosines. */
  private static float[] positions(int tokens, int channels) {
    int side = (int) Math.sqrt(tokens);
    float[] values = new float[tokens * channels];
    int first = tokens - side * side;
    for (int patch = 0; patch < side * side; patch++) {
      for (int c = 0; c < channels; c++) {
        int half = c < channels / 2 ? patch / side : patch % side;
        values[(first + patch) * channels + c] = (float) (0.3 * wave(half, c, channels / 2));
      }
    }
    return values;
  }

  private static double wave(int position, int channel, int channels) {
    int pair = channel % channels / 2;
    double angle = position * Math.pow(100, -2.0 * pair / channels);
    return channel % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
  }
}
