package io.emend.evaluation;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.IndexedCsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A VLMEvalKit table: {@code index}, {@code image} (base64, or the index of the row that has it) or
 * {@code image_path}, {@code question}, {@code hint}, {@code A}…, {@code answer}, {@code category},
 * {@code split}.
 */
record TsvLabelledSource(SourceName name) implements LabelledSource {
  private static final RowShape SHAPE = new RowShape(false);

  /** VLMEvalKit takes an image of at most so many characters for another row's index. */
  private static final int LONGEST_REFERENCE = 64;

  /** A field's longest text in characters: a picture of about 48 MB. */
  private static final int BUFFER = 64 << 20;

  @Override
  public Stream<LabelledSample> samples() {
    Table table = new Table(name);
    return IntStream.range(1, table.rows())
        .mapToObj(table::row)
        .filter(name::takes)
        .filter(row -> !name.picturesOnly() || hasPicture(row))
        .map(row -> SHAPE.sample(row, picture(table, row)))
        .onClose(table::close);
  }

  private static boolean hasPicture(SourceRow row) {
    return row.text("image").isPresent() || row.text("image_path").isPresent();
  }

  private byte[] picture(Table table, SourceRow row) {
    RowPicture pictures = new RowPicture(row.place(), name.folder());
    String image = row.text("image").orElse("");
    if (image.isEmpty()) {
      return pictures.of("image_path", row.value("image_path"));
    }
    return pictures.base64(
        "image", image.length() > LONGEST_REFERENCE ? image : referred(table, row, image));
  }

  private static String referred(Table table, SourceRow row, String index) {
    return table
        .find(index)
        .text("image")
        .filter(image -> image.length() > LONGEST_REFERENCE)
        .orElseThrow(
            () -> row.place().invalid("image", "must be the index of a row with a picture", index));
  }

  /** Rows by number through an index of where each begins, so that no row has to be kept. */
  private static final class Table {
    private final SourceName name;
    private final IndexedCsvReader<CsvRecord> reader;
    private final List<String> columns;
    private Map<String, Integer> rowsByIndex;

    Table(SourceName name) {
      this.name = name;
      try {
        this.reader =
            IndexedCsvReader.builder()
                .fieldSeparator('\t')
                .pageSize(1)
                .maxBufferSize(BUFFER)
                .ofCsvRecord(name.file());
        this.columns = rows() == 0 ? List.of() : reader.readPage(0).get(0).getFields();
      } catch (IOException | CsvParseException | UncheckedIOException e) {
        throw name.unreadable("a table with tabs", e);
      }
    }

    int rows() {
      return reader.getIndex().pages().size();
    }

    SourceRow row(int number) {
      CsvRecord line = line(number);
      SourcePlace place = new SourcePlace(name.label(), "line", line.getStartingLineNumber());
      if (line.getFieldCount() != columns.size()) {
        String rule = "must have " + columns.size() + " columns";
        throw place.invalid("the line", rule, line.getFieldCount());
      }
      Map<String, Object> fields = new HashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        fields.put(columns.get(i), line.getField(i));
      }
      return new SourceRow(place, fields);
    }

    /** The row with an index, or one without fields. */
    SourceRow find(String index) {
      if (rowsByIndex == null) {
        int column = columns.indexOf("index");
        rowsByIndex = new HashMap<>();
        IntStream.range(1, column < 0 ? 1 : rows())
            .forEach(i -> rowsByIndex.putIfAbsent(line(i).getField(column), i));
      }
      Integer row = rowsByIndex.get(index);
      return row == null ? new SourceRow(null, Map.of()) : row(row);
    }

    private CsvRecord line(int number) {
      try {
        return reader.readPage(number).get(0);
      } catch (IOException | CsvParseException e) {
        throw name.unreadable("a table with tabs", e);
      }
    }

    void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
