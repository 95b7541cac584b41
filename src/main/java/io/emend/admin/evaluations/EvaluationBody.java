package io.emend.admin.evaluations;

import io.emend.evaluation.EvaluationMode;
import io.emend.operation.evaluation.EvaluationSpec;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

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
    @Schema(required = true) List<String> models,
    @Schema(required = true) String source,
    List<EvaluationMode> modes,
    Integer limit,
    Long seed) {

  EvaluationSpec spec() {
    return EvaluationSpec.of(models, source, modes, limit, seed);
  }
}
