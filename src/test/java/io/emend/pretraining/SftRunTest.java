package io.emend.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.family.TrainableModel;
import io.emend.training.Schedule;
import io.emend.training.SmallRun;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SftRunTest {
  private static final int STEPS = 10;
  private static final SftOptions OPTIONS = SmallRun.options(STEPS, 4);
  private static SmallRun undisturbed;
  private static Map<String, ByteBuffer> first;

  @TempDir Path directory;

  @BeforeAll
  static void runUndisturbed(@TempDir Path whole) {
    undisturbed = SmallRun.of(whole, OPTIONS, SmallRun::mixed);
    try (TrainableModel model = SmallRun.model()) {
      first = SmallRun.weights(model);
    }
  }

  private Map<String, ByteBuffer> trained(IntFunction<SftBatch> lessons) {
    SftOptions undecayed =
        new SftOptions(
            3, 0.01, 0, Schedule.CONSTANT, 0.9, 0.98, 0, 1, 7, OPTIONS.precision(), 100, 100);
    return SmallRun.of(directory, undecayed, lessons).weights();
  }

  private static List<String> changed(Map<String, ByteBuffer> weights) {
    return weights.keySet().stream()
        .filter(name -> !weights.get(name).equals(first.get(name)))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void stoppedAtAnyStepARunEndsWithTheWeightsOfAnUndisturbedOne(int stop) {
    SmallRun.until(stop, directory, OPTIONS, SmallRun::mixed);
    assertThat(SmallRun.of(directory, OPTIONS, SmallRun::mixed).weights())
        .isEqualTo(undisturbed.weights());
  }

  @Test
  void stoppedAtEveryStepARunEndsWithTheWeightsOfAnUndisturbedOne() {
    for (int stop = 1; stop < STEPS; stop++) {
      SmallRun.until(stop, directory, OPTIONS, SmallRun::mixed);
    }
    assertThat(SmallRun.of(directory, OPTIONS, SmallRun::mixed).weights())
        .isEqualTo(undisturbed.weights());
  }

  @Test
  void aRunGoesOnWhereItStood() {
    SmallRun.until(6, directory, OPTIONS, SmallRun::mixed);
    assertThat(SmallRun.of(directory, OPTIONS, SmallRun::mixed).losses())
        .isEqualTo(undisturbed.losses().subList(6, STEPS));
  }

  @Test
  void aStoppedRunSaysThatItIsNotDone() {
    assertThat(SmallRun.until(6, directory, OPTIONS, SmallRun::mixed).done()).isFalse();
  }

  @Test
  void aFinishedRunThatIsStartedAgainHasNothingToDo() {
    SmallRun.of(directory, OPTIONS, SmallRun::mixed);
    SmallRun again = SmallRun.of(directory, OPTIONS, SmallRun::mixed);
    assertThat(again).isEqualTo(new SmallRun(List.of(), undisturbed.weights(), true));
  }

  @Test
  void otherOptionsThanTheCheckpointsAreRefused() {
    SmallRun.until(2, directory, OPTIONS, SmallRun::mixed);
    assertThatThrownBy(
            () -> SmallRun.of(directory, SmallRun.options(STEPS + 1, 4), SmallRun::mixed))
        .isInstanceOfSatisfying(
            EmendException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.CHECKPOINT_INVALID))
        .hasMessageContaining("steps=10")
        .hasMessageContaining("cannot go on with")
        .hasMessageContaining("steps=11");
  }

  static Stream<SftBatch> batches() {
    return Stream.of(SmallRun.pictured(1), SmallRun.text(1), SmallRun.alignment(1));
  }

  /** One batch is learned by heart: half of the loss is gone long before the end. */
  @ParameterizedTest
  @MethodSource("batches")
  void theLossOfEveryKindOfBatchFalls(SftBatch batch) {
    List<Double> losses = SmallRun.of(directory, SmallRun.options(40, 100), step -> batch).losses();
    assertThat(losses.get(39)).isLessThan(losses.get(0) / 2);
  }

  @Test
  void everyWeightLearnsFromPicturesWithText() {
    assertThat(changed(trained(SmallRun::pictured))).hasSameSizeAs(first.keySet());
  }

  @Test
  void textAloneLeavesTheTowerAsItWas() {
    assertThat(changed(trained(SmallRun::text)))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("language_model."));
  }

  @Test
  void anAlignmentTeachesTheTowerAndTheHeadAlone() {
    assertThat(changed(trained(SmallRun::alignment)))
        .anyMatch(name -> name.startsWith("vision_tower."))
        .noneMatch(name -> name.startsWith("language_model.layers."));
  }
}
