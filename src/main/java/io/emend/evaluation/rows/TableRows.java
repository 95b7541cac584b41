package io.emend.evaluation.rows;

import de.siegmar.fastcsv.reader.CsvIndex.CsvPage;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.IndexedCsvReader;
import io.emend.error.EmendException;
import io.emend.evaluation.rows.RowPictures.Given;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table as text: a header, and a row a record. {@code image} has base64, a {@code data:} URL, a
 * path, or, as in VLMEvalKit, the index of the row that has it; else {@code image_path} has a path.
 * Either may have a list of several, as {@code images} has.
 */
record TableRows(SourceName name, char separator) {
  /** A field's longest text in characters: a picture of about 48 MB. */
  private static final int BUFFER = 64 << 20;

  private static final String PATH = "image_path";

  Stream<SourceRow> all() {
    TextEncoding.requireUtf8(name);
    Table table = new Table(name, separator);
    return IntStream.range(1, table.records())
        .mapToObj(table::row)
        .flatMap(Optional::stream)
        .onClose(table::close);
  }

  private static boolean blank(CsvRecord line) {
    return line.getFieldCount() == 1 && line.getField(0).isBlank();
  }

  /** Records by number through an index of where each begins, so that none has to be kept. */
  private static final class Table {
    private final SourceName name;
    private final IndexedCsvReader<CsvRecord> reader;
    private final char separator;
    private final String format;
    private final TableHeader header;
    private Map<String, Integer> linesByIndex;

    Table(SourceName name, char separator) {
      this.name = name;
      this.separator = separator;
      this.format = "a table with " + (separator == ',' ? "commas" : "tabs");
      try {
        this.reader =
            IndexedCsvReader.builder()
                .fieldSeparator(separator)
                .pageSize(1)
                .maxBufferSize(BUFFER)
                .ofCsvRecord(name.file());
      } catch (IOException | CsvParseException | UncheckedIOException e) {
        throw name.unreadable(format, e);
      }
      this.header = header();
      refuseOpenQuote();
    }

    /** The last record would have taken in all rows behind a quote that nobody closed. */
    private void refuseOpenQuote() {
      if (records() == 0) {
        return;
      }
      CsvPage last = reader.getIndex().pages().get(records() - 1);
      try (InputStream bytes = new BufferedInputStream(Files.newInputStream(name.file()))) {
        bytes.skipNBytes(last.offset());
        if (LastRecord.endsInQuotes(bytes, separator)) {
          close();
          throw new SourcePlace(name.label(), "line", last.startingLineNumber())
              .invalid("row", "must close each quote that it opens", "open at the end of the file");
        }
      } catch (IOException e) {
        throw name.unreadable(format, e);
      }
    }

    private TableHeader header() {
      try {
        return records() == 0
            ? TableHeader.NONE
            : TableHeader.of(name.label(), line(0).getFields());
      } catch (EmendException e) {
        close();
        throw e;
      }
    }

    int records() {
      return reader.getIndex().pages().size();
    }

    CsvRecord line(int number) {
      try {
        return reader.readPage(number).get(0);
      } catch (IOException | CsvParseException e) {
        throw name.unreadable(format, e);
      }
    }

    /**
     * Empty for a blank line. The reader of one page counts its lines wrong, its index does not.
     */
    Optional<SourceRow> row(int number) {
      CsvRecord line = line(number);
      if (blank(line)) {
        return Optional.empty();
      }
      long first = reader.getIndex().pages().get(number).startingLineNumber();
      SourcePlace place = new SourcePlace(name.label(), "line", first);
      Map<String, Object> fields = header.fields(place, line.getFields());
      return Optional.of(new SourceRow(place, fields, pictures(place, fields)));
    }

    private RowPictures pictures(SourcePlace place, Map<String, Object> fields) {
      String image = String.valueOf(fields.getOrDefault(RowPicture.FIELD, "")).strip();
      Given given =
          image.isEmpty() && fields.get(PATH) != null
              ? given(place, PATH, fields.get(PATH))
              : given(place, RowPicture.FIELD, isIndex(image) ? referred(place, image) : image);
      return new RowPictures(place, name.folder(), List.of(given, Given.several(fields)));
    }

    private static Given given(SourcePlace place, String field, Object value) {
      return value instanceof String cell && ListCell.is(cell)
          ? new Given(field, ListCell.read(place, field, cell), true)
          : new Given(field, value, false);
    }

    private boolean isIndex(String image) {
      return image.length() <= RowPicture.LONGEST_NAME
          && !ListCell.is(image)
          && (image.matches("\\d+")
              || (!Files.exists(name.folder().resolve(image)) && byIndex().containsKey(image)));
    }

    private String referred(SourcePlace place, String index) {
      String rule = "must be the index of a row with a picture";
      return Optional.ofNullable(byIndex().get(index))
          .map(line -> header.cell(line(line).getFields(), RowPicture.FIELD))
          .filter(image -> image.length() > RowPicture.LONGEST_NAME || !isIndex(image))
          .filter(image -> !image.isEmpty())
          .orElseThrow(() -> place.invalid(RowPicture.FIELD, rule, index));
    }

    private Map<String, Integer> byIndex() {
      if (linesByIndex == null) {
        linesByIndex = new HashMap<>();
        IntStream.range(1, records())
            .forEach(i -> linesByIndex.putIfAbsent(header.cell(line(i).getFields(), "index"), i));
      }
      return linesByIndex;
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
