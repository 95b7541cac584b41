package io.emend.evaluation;

import io.emend.error.EmendException;
import io.emend.evaluation.source.LabelledSource;
import io.emend.preference.QuestionDigest;
import java.util.Set;

/**
 * What to run.
 *
 * @param model an id as in a request's {@code model}, null for the model in service
 * @param source a name that {@link LabelledSource#open} takes
 * @param limit most samples, counted in the source's order after the exclusion
 * @param trained {@link QuestionDigest}s of samples that must not count
 */
public record EvaluationRequest(
    String model, String source, EvaluationMode mode, int limit, Set<String> trained) {

  public EvaluationRequest {
    EmendException.require(source != null && !source.isBlank(), "source", "must be given", source);
    EmendException.require(mode != null, "mode", "must be direct or corrected", mode);
    EmendException.require(limit > 0, "limit", "must be at least 1", limit);
    trained = Set.copyOf(trained);
  }
}
