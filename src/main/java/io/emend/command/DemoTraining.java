package io.emend.command;

import io.emend.collection.CollectionRequest;
import io.emend.collection.CollectionService;
import io.emend.collection.CollectionState;
import io.emend.collection.CollectionStatus;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.ModelReference;
import io.emend.inference.SamplingRequest;
import io.emend.preference.DatasetCounts;
import io.emend.preference.DatasetId;
import io.emend.preference.DatasetStore;
import io.emend.training.dpo.DpoListener;
import io.emend.training.job.TrainingSpec;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The demo's first half: from questions to adapters. */
@Singleton
class DemoTraining {
  private final CollectionService collections;
  private final DatasetStore datasets;
  private final NamedTraining training;

  DemoTraining(CollectionService collections, DatasetStore datasets, NamedTraining training) {
    this.collections = collections;
    this.datasets = datasets;
    this.training = training;
  }

  /** What there is to learn from. */
  record Lesson(DatasetId dataset, int samples, int pairs) {}

  /** Answers are greedy: twice as many sampled pairs gained about as much (docs/results.md). */
  Lesson collect(int questions, long seed) {
    CollectionRequest request =
        new CollectionRequest(
            "demo-" + seed,
            "scenes:crowded/train?seed=" + seed,
            null,
            questions,
            seed,
            SamplingRequest.NONE,
            ModelReference.BUNDLED,
            1,
            null);
    CollectionStatus status;
    try (CollectionBar bar = new CollectionBar()) {
      status = collections.run(request, bar).status();
    }
    if (status.state() != CollectionState.SUCCEEDED) {
      throw new EmendException(ErrorCode.INTERNAL, "the collection failed: " + status.reason());
    }
    DatasetId dataset = DatasetId.parse(status.dataset());
    DatasetCounts counts = datasets.open(dataset).manifest().counts();
    return new Lesson(dataset, counts.samples(), counts.pairs());
  }

  /** What was made of a lesson: ids of adapters. */
  record Adapters(String dpo, String sft) {}

  /** Trains the adapter and, beside it, the control. */
  Adapters adapters(Lesson lesson, long seed) {
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try (StepBar bar = new StepBar("dpo")) {
      Future<String> sft = beside.submit(() -> adapter(lesson, "sft", seed, (metrics, of) -> {}));
      return new Adapters(adapter(lesson, "dpo", seed, bar), sft.get());
    } catch (ExecutionException e) {
      throw new EmendException(ErrorCode.INTERNAL, "the control failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped();
    } finally {
      beside.shutdown();
    }
  }

  private String adapter(Lesson lesson, String method, long seed, DpoListener listener) {
    TrainingSpec spec =
        new TrainingSpec(
            lesson.dataset().toString(), ModelReference.BUNDLED, method, DemoRecipe.of(seed));
    return training.run(spec, "demo " + method, listener).orElseThrow(DemoTraining::stopped);
  }

  private static EmendException stopped() {
    return new EmendException(ErrorCode.CANCELLED, "stopped; the same command goes on");
  }
}
