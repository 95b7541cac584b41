package io.emend.model.parts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.model.Precision;
import io.emend.model.Prompt;
import io.emend.model.adapter.LoraOptions;
import io.emend.model.preference.PackedPairs;
import io.emend.model.preference.PairPasses;
import io.emend.model.preference.PreferenceModel;
import io.emend.model.preference.TokenPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs of families with other switches are learned from like those of the bundled one. */
class PartsTrainingTest {
  private static final String ALL = "io.emend.model.parts.PartsGolden#all";

  /** One way through the model. */
  private interface Pass {
    PairPasses.Outcome run(PairPasses passes, NDManager scope, PackedPairs pairs);
  }

  private static Map<String, float[]> gradients(PartsGolden golden, Pass pass) {
    var settings =
        new PreferenceModel.Settings(
            golden.model(),
            golden.family().architecture(golden.model()),
            Optional.of(LoraOptions.DEFAULT),
            1,
            Precision.F32,
            Optional.empty());
    try (NDManager manager = NDManager.newBaseManager();
        PreferenceModel model = PreferenceModel.open(manager, settings)) {
      pass.run(model.passes(), manager, pairs(manager, model, golden.prompt()));
      Map<String, float[]> gradients = new TreeMap<>();
      model
          .parameters()
          .forEach((name, array) -> gradients.put(name, array.getGradient().toFloatArray()));
      return gradients;
    }
  }

  /** Two pairs of unlike length on the same prompt. */
  private static PackedPairs pairs(NDManager scope, PreferenceModel model, Prompt prompt) {
    float[][] once =
        prompt.images().stream()
            .map(image -> model.features(image.pixels()))
            .toArray(float[][]::new);
    float[] values =
        PartsGolden.flat(Stream.of(once, once).flatMap(Stream::of).toArray(float[][]::new));
    Shape shape = new Shape(values.length / model.hiddenSize(), model.hiddenSize());
    TokenPair first =
        new TokenPair(prompt.tokens(), prompt.positions(), new int[] {20, 21}, new int[] {22});
    TokenPair second =
        new TokenPair(prompt.tokens(), prompt.positions(), new int[] {23}, new int[] {24});
    return PackedPairs.of(scope, List.of(first, second), scope.create(values, shape));
  }

  private static NDArray loss(NDArray stats) {
    return stats.get(0).sum();
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void layersThatAreComputedTwiceGiveTheSameGradients(PartsGolden golden) {
    Map<String, float[]> kept =
        gradients(
            golden, (passes, scope, pairs) -> passes.learn(scope, pairs, PartsTrainingTest::loss));
    Map<String, float[]> again =
        gradients(
            golden,
            (passes, scope, pairs) ->
                passes.learnRecomputing(scope, pairs, PartsTrainingTest::loss));
    again.forEach(
        (name, gradient) ->
            assertThat(distance(gradient, kept.get(name))).as(name).isLessThan(1e-5));
  }

  /** Euclidean distance as a part of the expected norm; A has none while B is zero. */
  private static double distance(float[] actual, float[] expected) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += Math.pow(actual[i] - expected[i], 2);
      norm += Math.pow(expected[i], 2);
    }
    return norm == 0 ? Math.sqrt(difference) : Math.sqrt(difference / norm);
  }
}
