package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.emend.inference.ModelFiles;
import io.emend.inference.registry.RegisteredAdapter;
import io.emend.inference.registry.Registry;
import io.emend.inference.registry.RegistryStore;
import io.emend.preference.DatasetStore;
import io.emend.storage.LocalCache;
import io.emend.storage.ObjectStore;
import io.emend.training.dpo.DpoListener;
import io.emend.training.dpo.DpoMetrics;
import io.emend.training.job.JobData;
import io.emend.training.job.TrainingConfig;
import io.emend.training.job.TrainingPlanner;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSessionTest {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
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
    registries = new RegistryStore(store, JSON);
    TrainingPlanner planner = new TrainingPlanner(store, new DatasetStore(store), config);
    session =
        new TrainingSession(
            new ModelFiles(LocalCache.unused()), planner, store, config, registries);
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
}
