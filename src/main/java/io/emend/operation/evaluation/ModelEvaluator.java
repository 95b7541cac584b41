package io.emend.operation.evaluation;

import io.emend.error.EmendException;
import io.emend.evaluation.EvaluationProgress;
import io.emend.evaluation.EvaluationRequest;
import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.EvaluationService;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.registry.Registry;
import io.emend.inference.registry.RegistryStore;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Has models answer the same held-out samples, one model after the other. Blocking. */
@Singleton
public class ModelEvaluator {
  private final EvaluationService evaluation;
  private final TrainingLineage lineage;
  private final RegistryStore registries;
  private final ModelCatalog catalog;

  ModelEvaluator(
      EvaluationService evaluation,
      TrainingLineage lineage,
      RegistryStore registries,
      ModelCatalog catalog) {
    this.evaluation = evaluation;
    this.lineage = lineage;
    this.registries = registries;
    this.catalog = catalog;
  }

  /**
   * The same with the models' own names, as answers carry them.
   *
   * @throws EmendException {@code model_not_found} or {@code model_not_ready}
   */
  public EvaluationSpec named(EvaluationSpec spec) {
    catalog.refresh();
    return spec.withModels(spec.models().stream().map(this::named).toList());
  }

  /** Name of what is in production. */
  public String production() {
    return catalog.require(null).name();
  }

  private String named(String name) {
    return catalog.answering(Registry.BASE.equals(name) ? catalog.baseName() : name);
  }

  /**
   * Leaves out what any of the models was trained on, so that all answer the same samples.
   *
   * @param spec with the models' own names
   * @param progress hears which model is how far; what it throws ends the evaluation
   */
  public EvaluatedModels run(EvaluationSpec spec, BiConsumer<String, EvaluationProgress> progress) {
    TrainedOn trainedOn = lineage.of(registries.read(catalog.baseName()), spec.models());
    List<EvaluationResult> results = new ArrayList<>();
    for (String name : spec.models()) {
      EvaluationRequest request =
          new EvaluationRequest(
              name, spec.source(), spec.mode(), spec.limit(), trainedOn.digests());
      results.add(evaluation.run(request, now -> progress.accept(name, now)));
    }
    return new EvaluatedModels(trainedOn, results);
  }
}
