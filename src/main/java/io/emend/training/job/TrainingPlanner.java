package io.emend.training.job;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.ModelLoader;
import io.emend.model.Processor;
import io.emend.model.config.GenerationConfig;
import io.emend.model.host.HostMemory;
import io.emend.model.preference.TrainingSize;
import io.emend.preference.DataSplit;
import io.emend.preference.DatasetId;
import io.emend.preference.DatasetStore;
import io.emend.preference.DatasetVersion;
import io.emend.storage.ObjectStore;
import io.emend.training.dpo.DpoData;
import io.emend.training.dpo.DpoExample;
import io.emend.training.dpo.DpoPreflight;
import io.emend.training.dpo.MemoryEstimate;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks whether a run can end well, from the dataset and the model's configuration alone. */
@Singleton
public class TrainingPlanner {
  private final ObjectStore store;
  private final DatasetStore datasets;
  private final TrainingConfig config;

  public TrainingPlanner(ObjectStore store, DatasetStore datasets, TrainingConfig config) {
    this.store = store;
    this.datasets = datasets;
    this.config = config;
  }

  /**
   * The version that a dataset's name alone stands for: the one that was written last.
   *
   * @throws EmendException {@code dataset_not_found}
   */
  public DatasetId latest(String name) {
    return datasets
        .list()
        .filter(id -> id.name().equals(name))
        .map(id -> datasets.open(id).manifest())
        .max(Comparator.comparing(manifest -> manifest.created()))
        .orElseThrow(
            () ->
                new EmendException(
                    ErrorCode.DATASET_NOT_FOUND,
                    "there is no dataset " + name,
                    Map.of("field", "dataset", "value", name)))
        .id();
  }

  /**
   * Reads the dataset version, its digests verified, and holds the run against the memory there is.
   *
   * @param model directory of the model to start from
   * @throws EmendException as {@link DatasetStore#open}, {@link DatasetVersion#pairs} and {@link
   *     DpoPreflight#check}; {@code model_invalid}
   */
  public TrainingPlan plan(TrainingSpec spec, Path model) {
    return plan(spec, model, Optional.empty());
  }

  /**
   * As {@link #plan(TrainingSpec, Path)}.
   *
   * @param start PEFT directory of the adapter that it goes on from, empty for a new one
   */
  public TrainingPlan plan(TrainingSpec spec, Path model, Optional<Path> start) {
    DatasetVersion version = datasets.open(spec.datasetId());
    TrainingSize size = TrainingSize.of(ModelLoader.architecture(model));
    Processor processor = ModelLoader.processor(model);
    try {
      PairEncoder encoder =
          new PairEncoder(processor, store, GenerationConfig.endTokens(model), size.imageToken());
      DpoData data =
          new DpoData(
              examples(version, encoder, DataSplit.TRAIN),
              examples(version, encoder, DataSplit.VALIDATION));
      long available =
          config.memory().map(MemorySize::asLongValue).orElseGet(HostMemory::available);
      MemoryEstimate estimate = new DpoPreflight(size, spec.options()).check(data, available);
      return new TrainingPlan(spec, model, start, data, estimate, processor);
    } catch (RuntimeException e) {
      processor.close();
      throw e;
    }
  }

  private static List<DpoExample> examples(
      DatasetVersion version, PairEncoder encoder, DataSplit split) {
    return version.pairs(split).map(encoder::encode).toList();
  }
}
