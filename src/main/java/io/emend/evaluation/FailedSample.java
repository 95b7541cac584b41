package io.emend.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.evaluation.source.LabelledSample;

/**
 * A sample that could not be asked, for a fault of its own such as a broken picture. It counts in
 * no score.
 *
 * @param sample its id
 * @param place in its file, such as {@code line 3}; null of one that is drawn
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailedSample(String sample, String place, String reason) {

  static FailedSample of(LabelledSample sample, Throwable failure) {
    return new FailedSample(sample.id(), sample.place(), String.valueOf(failure.getMessage()));
  }

  /** As a person reads it. */
  public String line() {
    return "failed: " + (place == null ? sample : place + " (" + sample + ")") + ": " + reason;
  }
}
