package io.emend.training.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.model.adapter.PeftConfig;
import io.emend.preference.DatasetStore;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.UnsteadyStore;
import io.emend.training.dpo.DpoListener;
import io.emend.training.dpo.DpoMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {
  private static final String WEIGHTS = "adapter/adapter_model.safetensors";
  @TempDir Path root;
  private ObjectStore store;

  @BeforeEach
  void write() {
    store = JobData.write(root.resolve("store"), 6);
  }

  /** Hears the number of each step. */
  private record Steps(IntConsumer heard) implements DpoListener {
    @Override
    public void onReferences(int done, int of) {}

    @Override
    public void onStep(DpoMetrics metrics, int of) {
      heard.accept(metrics.step());
    }
  }

  /**
   * @param last step after which it is stopped
   */
  private List<Integer> run(String id, String machine, boolean full, int last) {
    return run(store, id, machine, full, step -> step == last);
  }

  /**
   * @param last whether it is stopped after a step
   */
  private List<Integer> run(
      ObjectStore store, String id, String machine, boolean full, IntPredicate last) {
    TrainingConfig config = new JobData.Config(root.resolve(machine), Optional.empty());
    TrainingPlanner planner = new TrainingPlanner(store, new DatasetStore(store), config);
    List<Integer> steps = new ArrayList<>();
    try (TrainingPlan plan = planner.plan(JobData.spec(full), JobData.MODEL)) {
      TrainingRun run = new TrainingRun(id, plan, store, config);
      run.run(
          "base",
          new Steps(
              step -> {
                steps.add(step);
                if (last.test(step)) {
                  run.stop();
                }
              }));
    }
    return steps;
  }

  private byte[] content(String id, String file) {
    return store.get(new ObjectKey("jobs/" + id + "/" + file)).orElseThrow();
  }

  private boolean has(String id, String file) {
    return store.exists(new ObjectKey("jobs/" + id + "/" + file));
  }

  @Test
  void theAdapterOfACompleteRunIsInTheStore() {
    run("a", "here", false, 99);
    assertThat(has("a", "adapter/" + PeftConfig.FILE)).isTrue();
  }

  @Test
  void metricsHaveStepTotalAndTrlsNames() {
    run("a", "here", false, 99);
    JsonNode last = new TrainingMetrics(store).latest("a").orElseThrow();
    assertThat(List.of(last.path("step").asInt(), last.path("total").asInt())).containsOnly(3);
    assertThat(last.path("rewards/accuracies").isNumber()).isTrue();
  }

  @Test
  void theWorkFolderOfACompleteRunIsGone() {
    run("a", "here", false, 99);
    assertThat(root.resolve("here/a")).doesNotExist();
  }

  @Test
  void aRunThatIsStoppedKeepsItsCheckpointInTheStore() {
    run("a", "here", false, 2);
    assertThat(has("a", "checkpoints/step-000002/position.json")).isTrue();
    assertThat(has("a", "adapter/" + PeftConfig.FILE)).isFalse();
  }

  @Test
  void aRunGoesOnOnAMachineThatIsNewToIt() throws IOException {
    run("a", "here", false, 2);
    assertThat(run("a", "there", false, 99)).containsExactly(3);
    run("b", "here", false, 99);
    assertThat(content("a", WEIGHTS)).isEqualTo(content("b", WEIGHTS));
  }

  @Test
  void aStoreThatIsAwayForAWhileStopsNoRun() {
    UnsteadyStore unsteady = new UnsteadyStore(store);
    List<Integer> steps =
        run(
            unsteady.store(),
            "a",
            "here",
            false,
            step -> {
              unsteady.away(step < 3);
              return false;
            });
    assertThat(steps).containsExactly(1, 2, 3);
    run("b", "here", false, 99);
    assertThat(content("a", WEIGHTS)).isEqualTo(content("b", WEIGHTS));
    assertThat(new TrainingMetrics(store).of("a", 0)).hasSize(3);
  }

  @Test
  void noStepIsReportedTwiceAfterAMove() {
    run("a", "here", false, 2);
    run("a", "there", false, 99);
    assertThat(new TrainingMetrics(store).of("a", 0))
        .extracting(line -> line.path("step").asInt())
        .containsExactly(1, 2, 3);
  }

  @Test
  void aCompleteRunTakesNoMoreSteps() {
    run("a", "here", false, 99);
    assertThat(run("a", "here", false, 99)).isEmpty();
  }

  @Test
  void aTrainedModelCanBeOpenedFromWhatIsInTheStore() {
    run("a", "here", true, 99);
    assertThat(has("a", "model/config.json")).isTrue();
    assertThat(has("a", "model/tokenizer.json")).isTrue();
    assertThat(content("a", "model/model.safetensors").length).isPositive();
  }
}
