package io.emend.scenes;

import io.emend.error.EmendException;
import java.util.ArrayList;
import java.util.List;

/** One of the nine parts of a picture, rows from the top and columns from the left. */
public record Cell(int row, int column) implements Comparable<Cell> {
  private static final List<String> ROWS = List.of("top", "middle", "bottom");
  private static final List<String> COLUMNS = List.of("left", "center", "right");

  /** Last pixel of the first and of the second third. */
  private static final int[] BORDERS = {21, 43};

  /** In reading order. */
  public static final List<Cell> ALL = all();

  public Cell {
    requireThird("row", row);
    requireThird("column", column);
  }

  private static void requireThird(String field, int value) {
    if (value < 0 || value >= ROWS.size()) {
      throw EmendException.invalid(field, "must be 0 to 2", value);
    }
  }

  static Cell at(int x, int y) {
    return new Cell(third(y), third(x));
  }

  /** Whether a centre is so close to a border that the words for its place are arguable. */
  static boolean ambiguous(int centre) {
    for (int border : BORDERS) {
      if (Math.abs(centre - border) <= 1) {
        return true;
      }
    }
    return false;
  }

  private static int third(int centre) {
    return centre <= BORDERS[0] ? 0 : centre <= BORDERS[1] ? 1 : 2;
  }

  private static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    for (int row = 0; row < ROWS.size(); row++) {
      for (int column = 0; column < COLUMNS.size(); column++) {
        cells.add(new Cell(row, column));
      }
    }
    return List.copyOf(cells);
  }

  /** For example "top left". */
  public String word() {
    return ROWS.get(row) + " " + COLUMNS.get(column);
  }

  @Override
  public int compareTo(Cell other) {
    return row != other.row
        ? Integer.compare(row, other.row)
        : Integer.compare(column, other.column);
  }
}
