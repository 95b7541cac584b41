package io.emend.training.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.preference.DatasetId;
import io.emend.preference.DatasetStore;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPlannerTest {
  @TempDir Path root;

  private TrainingPlanner planner(int pairs, Optional<MemorySize> memory) {
    ObjectStore store = JobData.write(root, pairs);
    TrainingConfig config = new JobData.Config(root.resolve("work"), memory);
    return new TrainingPlanner(store, new DatasetStore(store), config);
  }

  private static ErrorCode refusal(TrainingPlanner planner) {
    try (TrainingPlan plan = planner.plan(JobData.spec(false), JobData.MODEL)) {
      throw new AssertionError("planned " + plan);
    } catch (EmendException e) {
      return e.code();
    }
  }

  @Test
  void aDatasetWithoutPairsIsRefused() {
    assertThat(refusal(planner(0, Optional.empty()))).isEqualTo(ErrorCode.TRAINING_DATA_EMPTY);
  }

  @Test
  void aRunBeyondTheMemoryIsRefused() {
    MemorySize little = new MemorySize(BigInteger.valueOf(1 << 20));
    assertThat(refusal(planner(2, Optional.of(little)))).isEqualTo(ErrorCode.MEMORY_INSUFFICIENT);
  }

  @Test
  void aDamagedDatasetIsRefused() {
    TrainingPlanner planner = planner(2, Optional.empty());
    ObjectKey shard = new ObjectKey("datasets/few/v1/pairs-00000.jsonl");
    JobData.write(root, 2).put(shard, new byte[] {'{', '}'});
    assertThat(refusal(planner)).isEqualTo(ErrorCode.DATASET_CORRUPT);
  }

  @Test
  void theNameAloneIsTheLatestVersion() {
    assertThat(planner(2, Optional.empty()).latest("few")).isEqualTo(new DatasetId("few", "v1"));
  }

  @Test
  void anUnknownNameIsNotFound() {
    assertThatThrownBy(() -> planner(2, Optional.empty()).latest("none"))
        .hasMessage("there is no dataset none");
  }
}
