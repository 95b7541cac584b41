package io.emend.evaluation;

import io.emend.error.EmendException;
import java.util.List;

/**
 * A run of one model, sample by sample: what scores and comparisons are made of.
 *
 * @param excluded samples left out since the model was trained on them
 * @param samples in the order of the source, at least one
 */
public record EvaluationResult(
    String model, String source, EvaluationMode mode, int excluded, List<ScoredSample> samples) {

  public EvaluationResult {
    EmendException.require(!samples.isEmpty(), "source", "must hold a held-out sample", source);
    samples = List.copyOf(samples);
  }

  public EvaluationReport report() {
    return EvaluationReport.of(this);
  }
}
