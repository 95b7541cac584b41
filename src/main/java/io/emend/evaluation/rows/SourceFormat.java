package io.emend.evaluation.rows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A format of source files, told by how a file's name ends. */
public enum SourceFormat {
  /** An object a line. */
  JSONL(true, ".jsonl", ".ndjson"),
  /** Columns with commas between them. */
  CSV(true, ".csv"),
  /** Columns with tabs between them, as VLMEvalKit's. */
  TSV(false, ".tsv"),
  /** As Hugging Face's. */
  PARQUET(false, ".parquet");

  /** All endings, as a person reads them. */
  public static final String ENDINGS = ".jsonl, .ndjson, .csv, .tsv or .parquet";

  private final boolean picturesBeside;
  private final List<String> endings;

  SourceFormat(boolean picturesBeside, String... endings) {
    this.picturesBeside = picturesBeside;
    this.endings = List.of(endings);
  }

  /** Empty where a name ends like none. */
  public static Optional<SourceFormat> of(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return Stream.of(values())
        .filter(format -> format.endings.stream().anyMatch(small::endsWith))
        .findFirst();
  }

  /** Whether a file's pictures mostly lie in files of their own beside it. */
  public boolean picturesBeside() {
    return picturesBeside;
  }

  /** Whether digits that answer a question are an option's index, even given as text. */
  public boolean digitsAreIndices() {
    return this == PARQUET;
  }

  /**
   * All rows in order; close the stream. A row that cannot be read is thrown when it is reached.
   */
  Stream<SourceRow> rows(SourceName name) {
    return switch (this) {
      case JSONL -> new JsonlRows(name).all();
      case CSV -> new TableRows(name, ',').all();
      case TSV -> new TableRows(name, '\t').all();
      case PARQUET -> new ParquetRows(name).all();
    };
  }
}
