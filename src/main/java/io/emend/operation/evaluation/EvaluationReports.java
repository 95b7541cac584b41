package io.emend.operation.evaluation;

import static io.emend.error.EmendException.require;

import io.emend.error.EmendException;
import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.report.Examples;
import io.emend.evaluation.report.ReportPage;
import io.emend.evaluation.score.ModelComparison;
import io.emend.evaluation.source.LabelledSources;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.registry.RegistryStore;
import jakarta.inject.Singleton;
import java.util.List;

/** Comparisons as HTML pages, with the training curves of the second model. */
@Singleton
public class EvaluationReports {
  /** Examples of what was gained, and as many of what was lost. */
  private static final int EXAMPLES = 6;

  private final EvaluationRecords records;
  private final TrainingLineage lineage;
  private final RegistryStore registries;
  private final ModelCatalog model;
  private final LabelledSources sources;

  EvaluationReports(
      EvaluationRecords records,
      TrainingLineage lineage,
      RegistryStore registries,
      ModelCatalog model,
      LabelledSources sources) {
    this.records = records;
    this.lineage = lineage;
    this.registries = registries;
    this.model = model;
    this.sources = sources;
  }

  /**
   * The page of a stored evaluation.
   *
   * @throws EmendException {@code evaluation_not_found}, {@code evaluation_unfinished}, {@code
   *     invalid_value} of one model alone, {@code source_invalid} when its source has gone
   */
  public String page(String id) {
    return page(records.results(records.get(id)));
  }

  /**
   * The page of two results.
   *
   * @throws EmendException {@code invalid_value} unless they are two
   */
  public String page(List<EvaluationResult> results) {
    require(results.size() == 2, "models", "must be two for a report", results.size());
    EvaluationResult base = results.get(0);
    EvaluationResult candidate = results.get(1);
    return new ReportPage()
        .render(
            ModelComparison.of(base, candidate),
            lineage.metrics(registries.read(model.baseName()), candidate.model()),
            Examples.of(base, candidate, sources.open(candidate.source()), EXAMPLES));
  }
}
