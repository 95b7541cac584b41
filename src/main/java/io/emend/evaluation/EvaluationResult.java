package io.emend.evaluation;

import io.emend.error.EmendException;
import io.emend.evaluation.score.EvaluationReport;
import io.emend.evaluation.score.ScoredSample;
import java.util.List;

/**
 * A run of one model, sample by sample: what scores and comparisons are made of.
 *
 * @param excluded samples left out since the model was trained on them
 * @param samples in the order of the source, at least one
 * @param failures samples that could not be asked
 */
public record EvaluationResult(
    String model,
    String source,
    EvaluationMode mode,
    int excluded,
    List<ScoredSample> samples,
    List<FailedSample> failures) {

  public EvaluationResult {
    EmendException.require(!samples.isEmpty(), "source", "must hold a held-out sample", source);
    samples = List.copyOf(samples);
    failures = List.copyOf(failures);
  }

  /** A run in which no sample failed. */
  public EvaluationResult(
      String model, String source, EvaluationMode mode, int excluded, List<ScoredSample> samples) {
    this(model, source, mode, excluded, samples, List.of());
  }

  public EvaluationReport report() {
    return EvaluationReport.of(this);
  }
}
