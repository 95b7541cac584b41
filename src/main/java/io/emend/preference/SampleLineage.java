package io.emend.preference;

import static io.emend.error.EmendException.require;

/**
 * Who answered, and how it was asked to look again.
 *
 * @param adapter null for the base model
 * @param review the second turn's text
 * @param seed of the sampling; null when none was set
 */
public record SampleLineage(
    String model, String adapter, String review, RecordedSampling sampling, Long seed) {

  public SampleLineage {
    require(model != null && !model.isBlank(), "model", "must not be empty", model);
  }
}
