package io.emend.model.family;

import io.emend.model.Processor;
import java.nio.file.Path;

/** Checkpoints of one kind: what their models are made of, and how they read pictures and text. */
public interface ModelFamily {

  /** What {@code config.json} calls it under {@code model_type}. */
  String modelType();

  /**
   * Reads the configuration alone.
   *
   * @throws io.emend.error.EmendException {@code model_invalid}, naming file and field
   */
  Architecture architecture(Path directory);

  /**
   * The checkpoint's tokenizer, template and image processor.
   *
   * @throws io.emend.error.EmendException {@code model_invalid}, naming file and field
   */
  Processor processor(Path directory);
}
