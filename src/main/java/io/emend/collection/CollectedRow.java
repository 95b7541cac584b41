package io.emend.collection;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.preference.LabelledCorrection;

/**
 * A sample that was asked; a row of {@code collections/{id}/samples-*.jsonl}.
 *
 * @param id the sample's
 * @param sample null if it failed
 * @param failure why it failed, else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CollectedRow(String id, LabelledCorrection sample, String failure) {

  CollectedRow {
    require(id != null && !id.isBlank(), "id", "must not be empty", id);
    require((sample == null) != (failure == null), "sample", "must be there or failed", failure);
  }

  static CollectedRow of(LabelledCorrection sample) {
    return new CollectedRow(sample.id(), sample, null);
  }

  static CollectedRow failed(String id, Throwable failure) {
    return new CollectedRow(id, null, String.valueOf(failure.getMessage()));
  }
}
