package io.emend.model.rope;

import io.emend.error.EmendException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where tokens stand for the rotary embedding, which is not their index in the cache: with M-RoPE
 * (Wang et al. 2024, Qwen2-VL) a picture's tokens stand in a grid, on axes of time, height and
 * width, and what follows goes on from the largest of them.
 *
 * @param axes [axis][token]: one axis, or as many as a model's channels are divided among
 * @param next on all axes, where a token stands that is written after the whole prompt
 */
public record Positions(int[][] axes, int next) {

  public Positions {
    int length = axes.length == 0 ? -1 : axes[0].length;
    if (Stream.of(axes).anyMatch(axis -> axis.length != length) || length < 0) {
      throw EmendException.invalid("axes", "must be one or more, of one length", axes.length);
    }
  }

  /** On one axis, each token at its index. */
  public static Positions sequential(int length) {
    return new Positions(new int[][] {IntStream.range(0, length).toArray()}, length);
  }

  public int length() {
    return axes[0].length;
  }

  /** Those of the tokens from one index up to another. */
  public Positions slice(int from, int to) {
    int[][] part =
        Stream.of(axes).map(axis -> Arrays.copyOfRange(axis, from, to)).toArray(int[][]::new);
    return new Positions(part, next);
  }

  /** Those of so many tokens of text after these, on as many axes. */
  public Positions following(int length) {
    int[] row = IntStream.range(next, next + length).toArray();
    int[][] rows = Stream.generate(() -> row).limit(axes.length).toArray(int[][]::new);
    return new Positions(rows, next + length);
  }

  /** (axes x tokens) */
  public long[] flat() {
    return Stream.of(axes).flatMapToLong(axis -> IntStream.of(axis).asLongStream()).toArray();
  }

  /** Equal values, since records compare arrays by identity. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Positions own && next == own.next && Arrays.deepEquals(axes, own.axes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(axes) + next;
  }
}
