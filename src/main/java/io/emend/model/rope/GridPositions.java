package io.emend.model.rope;

import java.util.Arrays;
import java.util.List;

/**
 * Positions on axes of time, row and column (M-RoPE): text stands alike on all of them; a picture's
 * tokens stand in a grid at the time of its beginning, and what follows goes on from its longer
 * side.
 */
public final class GridPositions {
  private static final int TIME = 0;
  private static final int ROW = 1;
  private static final int COLUMN = 2;

  private GridPositions() {}

  /**
   * A span of rows times columns image tokens, in the order of reading.
   *
   * @param start index of its first token
   */
  public record Grid(int start, int rows, int columns) {
    int end() {
      return start + rows * columns;
    }
  }

  /**
   * @param grids in order
   */
  public static Positions of(int length, List<Grid> grids) {
    int[][] axes = new int[3][length];
    int index = 0;
    int position = 0;
    for (Grid grid : grids) {
      position = text(axes, index, grid.start(), position);
      place(axes, grid, position);
      position += Math.max(grid.rows(), grid.columns());
      index = grid.end();
    }
    return new Positions(axes, text(axes, index, length, position));
  }

  /** Text from one index up to another; returns the position after it. */
  private static int text(int[][] axes, int from, int to, int position) {
    for (int[] axis : axes) {
      Arrays.setAll(axis, i -> i >= from && i < to ? position + i - from : axis[i]);
    }
    return position + to - from;
  }

  private static void place(int[][] axes, Grid grid, int position) {
    for (int i = grid.start(); i < grid.end(); i++) {
      int token = i - grid.start();
      axes[TIME][i] = position;
      axes[ROW][i] = position + token / grid.columns();
      axes[COLUMN][i] = position + token % grid.columns();
    }
  }
}
