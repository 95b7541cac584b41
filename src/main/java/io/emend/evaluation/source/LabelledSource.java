package io.emend.evaluation.source;

import io.emend.evaluation.rows.SourceName;
import java.util.OptionalLong;
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
   * Looks at every sample without decoding a picture, so that a fault is told before a model's time
   * is spent.
   *
   * @return how many samples there are; empty where there is always one more
   * @throws io.emend.error.EmendException {@code source_invalid} with the first faults and how many
   *     there are, or where there are no samples
   */
  default OptionalLong check() {
    return OptionalLong.empty();
  }

  /**
   * A source by its name.
   *
   * @param name {@code scenes:DOMAIN/SPLIT?seed=N}, or a file by its ending: {@code .jsonl}, {@code
   *     .csv}, {@code .tsv} (VLMEvalKit) or {@code .parquet} (Hugging Face); files take {@code
   *     ?split=NAME&image=only}
   * @throws io.emend.error.EmendException {@code source_invalid}, naming file, line or row, field,
   *     rule and value
   */
  static LabelledSource open(String name) {
    return name.startsWith("scenes:")
        ? new ScenesLabelledSource(name)
        : new FileLabelledSource(SourceName.of(name));
  }
}
