package io.emend.operation.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.emend.error.EmendException;
import io.emend.inference.adapter.Adapters;
import io.emend.inference.checkpoint.AdapterFiles;
import io.emend.inference.checkpoint.ModelFiles;
import io.emend.inference.registry.RegisteredAdapter;
import io.emend.inference.registry.Registry;
import io.emend.inference.registry.RegistryStore;
import io.emend.preference.DatasetStore;
import io.emend.storage.ObjectStore;
import io.emend.storage.cache.LocalCache;
import io.emend.training.dpo.DpoListener;
import io.emend.training.dpo.DpoMetrics;
import io.emend.training.job.JobData;
import io.emend.training.job.TrainingConfig;
import io.emend.training.job.TrainingPlanner;
import io.emend.training.job.TrainingSpec;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSessionTest {
  @TempDir Path root;
  private RegistryStore registries;
  private TrainingSession session;

  /** Hears nothing. */
  private record Deaf() implements DpoListener {
    @Override
    public void onReferences(int done, int of) {}

    @Override
    public void onStep(DpoMetrics metrics, int of) {}
  }

  @BeforeEach
  void open() {
    ObjectStore store = JobData.write(root, 2);
    TrainingConfig config = new JobData.Config(root.resolve("work~"), Optional.empty());
    registries = new RegistryStore(store);
    TrainingPlanner planner = new TrainingPlanner(store, new DatasetStore(store), config);
    ModelFiles models = new ModelFiles(LocalCache.unused());
    Adapters adapters = new Adapters(registries, new AdapterFiles(store), models);
    session = new TrainingSession(models, planner, store, config, adapters);
  }

  @Test
  void anAdapterIsRegisteredUnderItsRun() {
    session.run("run", JobData.spec(false), new Deaf());
    assertThat(registries.read("model").adapters())
        .extracting(RegisteredAdapter::id, RegisteredAdapter::location)
        .containsExactly(tuple("run", "jobs/run/adapter/"));
  }

  @Test
  void anAdapterIsRegisteredOnce() {
    session.run("run", JobData.spec(false), new Deaf());
    Registry once = registries.read("model");
    session.run("run", JobData.spec(false), new Deaf());
    assertThat(registries.read("model")).isEqualTo(once);
  }

  @Test
  void aTrainedModelIsNoAdapter() {
    session.run("run", JobData.spec(true), new Deaf());
    assertThat(registries.read("model").adapters()).isEmpty();
  }

  @Test
  void aTrainingGoesOnFromAnAdapterAndNamesItAsItsParent() {
    TrainingSpec first = JobData.spec(false);
    session.run("first", first, new Deaf());
    TrainingSpec next =
        new TrainingSpec(first.dataset(), first.model(), null, first.hyperparameters(), "first");
    session.run("next", next, new Deaf());
    assertThat(registries.read("model").adapter("next").orElseThrow().parent()).isEqualTo("first");
  }

  @Test
  void anUnknownAdapterIsToldBeforeAnythingIsTrained() {
    TrainingSpec first = JobData.spec(false);
    TrainingSpec next =
        new TrainingSpec(first.dataset(), first.model(), null, first.hyperparameters(), "none");
    assertThatThrownBy(() -> session.run("next", next, new Deaf()))
        .hasMessage("fromAdapter must be a registered adapter of model, was none");
  }

  @Test
  void aRefusalIsKeptForWhoeverLooksAfterTheJob() {
    TrainingSpec first = JobData.spec(false);
    TrainingSpec absent = new TrainingSpec("none/v1", first.model(), null, null);
    assertThatThrownBy(() -> session.run("lost", absent, new Deaf()))
        .isInstanceOf(EmendException.class);
    assertThat(root.resolve("jobs/lost/failure.json")).content().contains("dataset_not_found");
  }
}
