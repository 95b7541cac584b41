package io.emend.evaluation.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The columns of a table by name. Blanks around a name and its capitals do not count where it is
 * one that is known.
 */
record TableHeader(List<String> columns) {
  static final TableHeader NONE = new TableHeader(List.of());

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> LISTS = Set.of("options", "choices", RowPictures.SEVERAL);

  /** Names of fields but for the letters of options, which other columns may have as well. */
  private static final Set<String> KNOWN =
      Stream.concat(
              Stream.of(
                  "id",
                  "index",
                  "question_id",
                  "g_index",
                  "image",
                  "image_path",
                  RowPictures.SEVERAL,
                  "question",
                  "hint",
                  "options",
                  "choices",
                  "answer",
                  "category",
                  "topic",
                  "split"),
              IntStream.rangeClosed('a', 'z').mapToObj(letter -> "choice_" + (char) letter))
          .collect(Collectors.toUnmodifiableSet());

  /**
   * @throws io.emend.error.EmendException {@code source_invalid} of a name that stands twice, or
   *     without a question: then the columns are apart by something else
   */
  static TableHeader of(String file, List<String> names) {
    List<String> stripped = names.stream().map(String::strip).toList();
    boolean small = stripped.containsAll(List.of("a", "b")) && !stripped.contains("A");
    List<String> columns = stripped.stream().map(name -> known(name, small)).toList();
    SourcePlace place = new SourcePlace(file, "line", 1);
    if (!columns.contains("question")) {
      String shown = String.join(" | ", names);
      throw place.invalid("the header", "must have a column question", shown);
    }
    Set<String> seen = new HashSet<>();
    columns.stream()
        .filter(name -> !name.isEmpty() && !seen.add(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw place.invalid("the header", "must have a column only once", name);
            });
    return new TableHeader(columns);
  }

  private static String known(String name, boolean smallLetters) {
    String small = name.toLowerCase(Locale.ROOT);
    if (smallLetters && small.matches("[a-z]")) {
      return small.toUpperCase(Locale.ROOT);
    }
    return KNOWN.contains(small) ? small : name;
  }

  Map<String, Object> fields(SourcePlace place, List<String> cells) {
    if (cells.size() != columns.size()) {
      throw place.invalid("the line", "must have " + columns.size() + " columns", cells.size());
    }
    Map<String, Object> fields = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      boolean list = LISTS.contains(column) && !cells.get(i).isBlank();
      if (list || !LISTS.contains(column)) {
        fields.put(column, list ? list(place, column, cells.get(i)) : cells.get(i));
      }
    }
    return fields;
  }

  private static List<Object> list(SourcePlace place, String column, String cell) {
    if (column.equals(RowPictures.SEVERAL)) {
      return ListCell.read(place, column, cell);
    }
    try {
      return JSON.readValue(cell, new TypeReference<List<Object>>() {});
    } catch (JsonProcessingException e) {
      throw place.invalid(column, "must be a JSON array, as in [\"red\", \"blue\"]", cell);
    }
  }

  /** The text of a cell, empty where the column or the cell is not there. */
  String cell(List<String> cells, String column) {
    int at = columns.indexOf(column);
    return at < 0 || at >= cells.size() ? "" : cells.get(at);
  }
}
