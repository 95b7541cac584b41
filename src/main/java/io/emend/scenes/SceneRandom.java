package io.emend.scenes;

import java.util.random.RandomGenerator;

/**
 * SplitMix64 (Steele, Lea, Flood 2014) with its own bounded draws: the JDK does not promise that
 * those of {@link java.util.SplittableRandom} stay as they are, and a scene must look the same on
 * every JVM.
 */
public final class SceneRandom implements RandomGenerator {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  public SceneRandom(long seed) {
    state = mix(seed);
  }

  /** A stream of its own for every sequence of numbers. */
  public static SceneRandom of(long... path) {
    long seed = 0;
    for (long step : path) {
      seed = mix(seed + GOLDEN) ^ mix(step);
    }
    return new SceneRandom(seed);
  }

  /** The finalizer of SplitMix64: a bijection in which every bit depends on every bit. */
  static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  @Override
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  @Override
  public int nextInt(int bound) {
    return (int) (((nextLong() >>> 33) * bound) >>> 31);
  }

  @Override
  public boolean nextBoolean() {
    return nextLong() < 0;
  }
}
