package io.emend.admin.evaluations;

import io.emend.evaluation.EvaluationMode;
import java.util.List;

/**
 * What a caller asks for.
 *
 * @param models one, or two to compare: the second with the first; {@code base} is the base model
 * @param source {@code scenes:DOMAIN/SPLIT[?seed=N]}, or a file of the server
 * @param modes null for both
 * @param limit most samples, null for 1000
 * @param seed of a scene source that names none
 */
public record EvaluationBody(
    List<String> models, String source, List<EvaluationMode> modes, Integer limit, Long seed) {

  EvaluationSpec spec() {
    return EvaluationSpec.of(models, source, modes, limit, seed);
  }
}
