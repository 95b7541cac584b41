package io.emend.training.dpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import io.emend.model.preference.PreferenceModel;
import io.emend.model.weights.GoldenTensors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loss, figures and gradients with a fixed adapter are those of TRL's DPOTrainer. */
class TrlParityTest {
  private static final Map<String, LossOptions> LOSSES =
      Map.of(
          "sigmoid", new LossOptions(Objective.SIGMOID, 0.3, 0, 0),
          "ipo", new LossOptions(Objective.IPO, 0.3, 0, 0),
          "hinge", new LossOptions(Objective.HINGE, 0.3, 0, 0),
          "sigmoid_sft", new LossOptions(Objective.SIGMOID, 0.3, 0, 0.1));

  @TempDir Path folder;
  private NDManager manager;
  private PreferenceModel model;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    model = DpoGolden.open(manager, Optional.of(DpoGolden.everyLinear()));
    GoldenAdapter.load(model);
  }

  @AfterEach
  void close() {
    model.close();
    manager.close();
  }

  private BatchMetrics learn(String objective, int microBatch) {
    return Trainers.learn(model, Trainers.options(LOSSES.get(objective), microBatch), folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigmoid", "ipo", "hinge", "sigmoid_sft"})
  void everyFigureIsTrls(String objective) {
    Map<String, Double> figures = learn(objective, 3).metrics("");
    JsonNode expected = DpoGolden.json().path("results").path(objective);
    figures.forEach(
        (name, value) ->
            assertThat(value)
                .as(name)
                .isCloseTo(expected.path(name).asDouble(), withinPercentage(0.01)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigmoid", "ipo", "hinge", "sigmoid_sft"})
  void theGradientOfEveryAdapterTensorIsTrls(String objective) {
    learn(objective, 3);
    assertGradients(objective);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aBatchInPartsHasTheGradientsOfTheWhole(int microBatch) {
    learn("sigmoid_sft", microBatch);
    assertGradients("sigmoid_sft");
  }

  private void assertGradients(String objective) {
    GoldenTensors golden = new GoldenTensors(DpoGolden.FOLDER.resolve("golden.safetensors"));
    List<String> names = List.copyOf(model.parameters().keySet());
    assertThat(names).hasSize(28);
    for (String name : names) {
      NDArray gradient = model.parameters().get(name).getGradient();
      float[] expected = flat(golden.rows(objective + "." + name));
      assertThat(distance(gradient.toFloatArray(), expected)).as(name).isLessThan(1e-3);
    }
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = rows[i / rows[0].length][i % rows[0].length];
    }
    return flat;
  }

  /** Euclidean distance as a part of the expected norm. */
  static double distance(float[] actual, float[] expected) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += Math.pow(actual[i] - expected[i], 2);
      norm += Math.pow(expected[i], 2);
    }
    return Math.sqrt(difference / norm);
  }
}
