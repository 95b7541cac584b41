package io.emend.evaluation;

import java.util.Locale;
import java.util.stream.Stream;

/** Where labelled samples come from. Sources read as the stream is read, never a whole file. */
public interface LabelledSource {

  /** All samples in order; close the stream. */
  Stream<LabelledSample> samples();

  /** Whether there is always one more sample. */
  default boolean endless() {
    return false;
  }

  /**
   * A source by its name.
   *
   * @param name {@code scenes:DOMAIN/SPLIT?seed=N}, or a file by its ending: {@code .tsv}
   *     (VLMEvalKit), {@code .parquet} (Hugging Face), else JSONL; files take {@code
   *     ?split=NAME&image=only}
   * @throws io.emend.error.EmendException {@code source_invalid}, naming file, line or row, field,
   *     rule and value
   */
  static LabelledSource open(String name) {
    if (name.startsWith("scenes:")) {
      return new ScenesLabelledSource(name);
    }
    SourceName file = SourceName.of(name);
    return new UniqueIds(file, ofFile(file));
  }

  private static LabelledSource ofFile(SourceName file) {
    String label = file.label().toLowerCase(Locale.ROOT);
    if (label.endsWith(".tsv")) {
      return new TsvLabelledSource(file);
    }
    return label.endsWith(".parquet")
        ? new ParquetLabelledSource(file)
        : new JsonlLabelledSource(file);
  }
}
