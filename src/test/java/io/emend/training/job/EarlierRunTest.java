package io.emend.training.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.emend.operation.EarlierRecords;
import io.emend.preference.DatasetStore;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.file.FileObjectStore;
import io.emend.training.dpo.DpoListener;
import io.emend.training.dpo.DpoMetrics;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of three steps that the version before families of parts (0a28147) began with its own
 * classes and stopped after the second: its store, and the folder that it worked in.
 */
class EarlierRunTest {
  private static final Path EARLIER = Path.of("src/test/resources/training/earlier-run");

  @TempDir Path root;
  private ObjectStore store;

  @BeforeEach
  void copy() {
    EarlierRecords.copy(EARLIER, root);
    store = new FileObjectStore(root.resolve("store"));
  }

  private List<Integer> run(String id, String folder) {
    TrainingConfig config = new JobData.Config(root.resolve(folder), Optional.empty());
    TrainingPlanner planner = new TrainingPlanner(store, new DatasetStore(store), config);
    List<Integer> steps = new ArrayList<>();
    DpoListener listener = (DpoMetrics metrics, int of) -> steps.add(metrics.step());
    try (TrainingPlan plan = planner.plan(JobData.spec(false), JobData.MODEL)) {
      new TrainingRun(id, plan, store, config).run("base", listener);
    }
    return steps;
  }

  /** Not to the bit: the machine that began it may round otherwise than this one. */
  private void assertSameWeights(String one, String other) {
    FloatBuffer expected = weights(other);
    FloatBuffer found = weights(one);
    assertThat(found.remaining()).isEqualTo(expected.remaining());
    for (int i = 0; i < expected.remaining(); i++) {
      assertThat(found.get(i)).isCloseTo(expected.get(i), within(1e-5f));
    }
  }

  private FloatBuffer weights(String id) {
    ObjectKey key = new ObjectKey("jobs/" + id + "/adapter/adapter_model.safetensors");
    ByteBuffer file = ByteBuffer.wrap(store.get(key).orElseThrow()).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) file.getLong(0);
    return file.position(Long.BYTES + header)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer();
  }

  @Test
  void itsStepsGoOnFromTheStore() {
    assertThat(run("a", "elsewhere")).containsExactly(3);
    run("b", "elsewhere");
    assertSameWeights("a", "b");
    assertThat(new TrainingMetrics(store).of("a", 0))
        .extracting(line -> line.path("step").asInt())
        .containsExactly(1, 2, 3);
  }

  @Test
  void itsStepsGoOnFromItsFolder() {
    assertThat(run("a", "work")).containsExactly(3);
    run("b", "elsewhere");
    assertSameWeights("a", "b");
  }
}
