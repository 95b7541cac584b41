package io.emend.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.emend.model.Precision;
import io.emend.model.family.TrainableModel;
import io.emend.model.torchscript.TorchScriptModule;
import io.emend.model.weights.GoldenTensors;
import io.emend.pretraining.SftOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps with given gradients, against PyTorch's AdamW and clipping. */
class AdamWTest {
  private static final GoldenTensors GOLDEN =
      new GoldenTensors(Path.of("src/test/resources/golden/optimizer/optimizer.safetensors"));
  private static final SftOptions OPTIONS =
      new SftOptions(6, 0.01, 0, Schedule.CONSTANT, 0.9, 0.98, 0.05, 1, 1, Precision.F32, 100, 100);

  private static TrainableModel model;
  private static Map<String, NDArray> parameters;
  private static final List<Float> norms = new ArrayList<>();

  @BeforeAll
  static void takeSteps() {
    model = SmallRun.model();
    parameters = before(model.manager());
    try (AdamW optimizer =
        new AdamW(
            model.module(),
            model.manager(),
            parameters,
            n -> n.endsWith("proj.weight"),
            OPTIONS.adamW())) {
      float[][] rates = GOLDEN.rows("rates");
      for (int step = 0; step < rates.length; step++) {
        try (NDManager scope = model.manager().newSubManager()) {
          differentiate(scope, step);
          norms.add(optimizer.step(scope, rates[step][0]));
        }
      }
    }
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static Map<String, NDArray> before(NDManager manager) {
    Map<String, NDArray> arrays = new TreeMap<>();
    for (String name :
        List.of(
            "layers.0.q_proj.weight",
            "layers.0.q_proj.bias",
            "embed_tokens.weight",
            "norm.weight")) {
      NDArray array =
          manager.create(flat(name + ".before"), new Shape(GOLDEN.shape(name + ".before")));
      array.setRequiresGradient(true);
      arrays.put(name, array);
    }
    return arrays;
  }

  /** The gradient of sum(g p) to p is g. */
  private static void differentiate(NDManager scope, int step) {
    TorchScriptModule.prepareThread(true);
    parameters.forEach(
        (name, parameter) -> {
          NDArray gradient =
              scope.create(GOLDEN.rows(name + ".gradients")[step], parameter.getShape());
          NDArray product = parameter.mul(gradient);
          product.attach(scope);
          NDArray sum = product.sum();
          JniUtils.backward((PtNDArray) sum, (PtNDArray) scope.create(1f), false, false);
        });
  }

  private static float[] flat(String name) {
    float[][] rows = GOLDEN.rows(name);
    float[] flat = new float[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, flat, row * rows[row].length, rows[row].length);
    }
    return flat;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "layers.0.q_proj.weight",
        "layers.0.q_proj.bias",
        "embed_tokens.weight",
        "norm.weight"
      })
  void parametersEndWhereThoseOfPyTorchDo(String name) {
    assertThat(parameters.get(name).toFloatArray())
        .containsExactly(flat(name + ".after"), within(1e-6f));
  }

  @Test
  void normsBeforeClippingAreThoseOfPyTorch() {
    float[] expected = flat("norms");
    for (int step = 0; step < expected.length; step++) {
      assertThat(norms.get(step)).isCloseTo(expected[step], within(1e-6f * expected[step]));
    }
  }
}
