package io.emend.training.dpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.ExitStatus;
import io.emend.model.Precision;
import io.emend.model.adapter.LoraOptions;
import io.emend.model.weights.Checkpoint;
import io.emend.model.weights.SafetensorsWriter;
import io.emend.model.weights.TensorView;
import io.emend.training.RunCheckpoints;
import io.emend.training.Schedule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that leaves the finite numbers ends, and nothing is made of what it has then. */
class DivergedRunTest {
  @TempDir Path folder;

  /** The rate is beyond what any weight bears; a checkpoint after each step. */
  private static DpoOptions diverging(Objective objective, Optional<LoraOptions> lora) {
    return new DpoOptions(
        new LossOptions(objective, 5, 0, 0.1),
        new OptimizerOptions(1e30, 1, Schedule.CONSTANT, 0, 1e9),
        lora,
        10,
        2,
        2,
        0,
        Precision.F32,
        false,
        100,
        1);
  }

  private EmendException failure(DpoOptions options, List<Integer> steps) {
    return catchThrowableOfType(
        EmendException.class,
        () -> GoldenRun.run(folder, options, (run, metrics) -> steps.add(metrics.step())));
  }

  private EmendException failure(Objective objective) {
    return failure(diverging(objective, Optional.of(LoraOptions.DEFAULT)), new ArrayList<>());
  }

  @ParameterizedTest
  @EnumSource(Objective.class)
  void itEndsAsDivergedWithStepAndMetric(Objective objective) {
    EmendException error = failure(objective);
    assertThat(error.code()).isEqualTo(ErrorCode.TRAINING_DIVERGED);
    assertThat(error.details()).containsKeys("step", "metric");
    assertThat(error).hasMessageContaining("diverged at step " + error.details().get("step"));
  }

  @Test
  void itIsNotTriedAgain() {
    assertThat(ExitStatus.of(ErrorCode.TRAINING_DIVERGED)).isEqualTo(ExitStatus.REFUSED);
  }

  @Test
  void noAdapterIsWritten() {
    failure(Objective.SIGMOID);
    assertThat(folder.resolve("adapter")).doesNotExist();
  }

  @Test
  void noModelIsWritten() {
    assertThat(failure(diverging(Objective.SIGMOID, Optional.empty()), new ArrayList<>()))
        .isNotNull();
    assertThat(folder.resolve("model")).doesNotExist();
  }

  @Test
  void theSameRunAgainEndsTheSame() {
    List<Integer> steps = new ArrayList<>();
    DpoOptions options = diverging(Objective.SIGMOID, Optional.of(LoraOptions.DEFAULT));
    EmendException first = failure(options, steps);
    EmendException again = failure(options, steps);
    assertThat(again).hasMessage(first.getMessage());
    assertThat(steps).doesNotHaveDuplicates();
  }

  @Test
  void aCheckpointThatIsNotFiniteIsNotGoneOnFrom() throws Exception {
    GoldenRun.run(folder.resolve("whole"), GoldenRun.options(), (run, metrics) -> {});
    Path spoilt = folder.resolve("spoilt");
    stopAt(spoilt, 7);
    spoil(spoilt.resolve("checkpoints/step-000007/parameters"));
    assertThat(GoldenRun.run(spoilt, GoldenRun.options(), (run, metrics) -> {})).isTrue();
    String adapter = "adapter/adapter_model.safetensors";
    assertThat(spoilt.resolve(adapter)).hasSameBinaryContentAs(folder.resolve("whole/" + adapter));
  }

  @Test
  void withoutAFiniteCheckpointARunBeginsAnew() {
    stopAt(folder, 2);
    spoil(folder.resolve("checkpoints/step-000002/optimizer"));
    assertThat(new RunCheckpoints(folder).latest()).isEmpty();
    assertThat(Files.exists(folder.resolve("checkpoints/step-000002"))).isFalse();
  }

  private static void stopAt(Path folder, int step) {
    GoldenRun.run(
        folder,
        GoldenRun.options(),
        (run, metrics) -> {
          if (metrics.step() == step) {
            run.stop();
          }
        });
  }

  /** Puts an infinity into the first tensor. */
  private static void spoil(Path weights) {
    Map<String, TensorView> tensors = new TreeMap<>();
    try (Checkpoint checkpoint = Checkpoint.open(weights)) {
      checkpoint.names().forEach(name -> tensors.put(name, copy(checkpoint.tensor(name))));
    }
    TensorView first = tensors.values().iterator().next();
    first.bytes().putFloat(0, Float.NEGATIVE_INFINITY);
    SafetensorsWriter.write(weights.resolve(Checkpoint.SINGLE), tensors);
  }

  private static TensorView copy(TensorView tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(tensor.bytes().remaining());
    bytes.order(ByteOrder.LITTLE_ENDIAN).put(tensor.bytes()).flip();
    return new TensorView(tensor.name(), tensor.type(), tensor.shape(), bytes);
  }
}
