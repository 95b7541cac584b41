package io.emend.evaluation.rows;

import io.emend.error.EmendException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * A Hugging Face Parquet file: {@code image} as bytes, as a struct of bytes and path, or as a list
 * of one; {@code images} as a list of such; labels by their names. A row group at a time is in
 * memory.
 */
record ParquetRows(SourceName name) {

  Stream<SourceRow> all() {
    Rows rows = new Rows(name);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false)
        .onClose(rows::close);
  }

  /** Rows, read row group by row group. */
  private static final class Rows implements Iterator<SourceRow> {
    private final SourceName name;
    private final ParquetFileReader reader;
    private final MessageType schema;
    private final MessageColumnIO columns;
    private final ClassLabels labels;
    private RecordReader<Group> group;
    private long left;
    private long row;

    Rows(SourceName name) {
      this.name = name;
      try {
        this.reader =
            ParquetFileReader.open(
                input(name),
                ParquetReadOptions.builder(new PlainParquetConfiguration())
                    .withCodecFactory(new ParquetCodecs())
                    .build());
      } catch (IOException | RuntimeException e) {
        throw name.unreadable("a Parquet file", e);
      }
      try {
        refuseUnreadableCodecs();
        this.labels = labels();
      } catch (EmendException e) {
        close();
        throw e;
      }
      this.schema = reader.getFileMetaData().getSchema();
      this.columns = new ColumnIOFactory().getColumnIO(schema);
    }

    /** Parquet's messages say which file by it. */
    private static LocalInputFile input(SourceName name) {
      return new LocalInputFile(name.file()) {
        @Override
        public String toString() {
          return name.label();
        }
      };
    }

    private ClassLabels labels() {
      return ClassLabels.of(
          name, reader.getFileMetaData().getKeyValueMetaData().get(ClassLabels.KEY));
    }

    private void refuseUnreadableCodecs() {
      reader.getFooter().getBlocks().stream()
          .flatMap(block -> block.getColumns().stream())
          .map(ColumnChunkMetaData::getCodec)
          .filter(codec -> !ParquetCodecs.READABLE.contains(codec))
          .findFirst()
          .ifPresent(
              codec -> {
                throw new SourcePlace(name.label(), "row", 1)
                    .invalid("compression", "must be one of " + ParquetCodecs.READABLE, codec);
              });
    }

    @Override
    public boolean hasNext() {
      return row < reader.getRecordCount();
    }

    @Override
    public SourceRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      row++;
      SourcePlace place = new SourcePlace(name.label(), "row", row);
      Map<String, Object> fields = labels.named(fields());
      return new SourceRow(place, fields, RowPictures.of(place, name.folder(), fields));
    }

    private Map<String, Object> fields() {
      try {
        return ParquetValues.fields(read());
      } catch (IOException | RuntimeException e) {
        throw name.unreadable("a Parquet file whose row " + row + " can be read", e);
      }
    }

    private Group read() throws IOException {
      while (left == 0) {
        PageReadStore pages = reader.readNextRowGroup();
        group = columns.getRecordReader(pages, new GroupRecordConverter(schema));
        left = pages.getRowCount();
      }
      left--;
      return group.read();
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
