package io.emend.evaluation;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Where labelled samples come from. */
public interface LabelledSource {

  /** All samples in order; close the stream. */
  Stream<LabelledSample> samples();

  /**
   * @param name {@code scenes:DOMAIN/SPLIT?seed=N}, or a JSONL file
   * @throws io.emend.error.EmendException {@code source_invalid}
   */
  static LabelledSource open(String name) {
    return name.startsWith("scenes:")
        ? new ScenesLabelledSource(name)
        : new JsonlLabelledSource(Path.of(name));
  }
}
