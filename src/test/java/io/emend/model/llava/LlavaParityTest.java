package io.emend.model.llava;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.model.ImageFeatures;
import io.emend.model.KvCache;
import io.emend.model.Precision;
import io.emend.model.VisionLanguageModel;
import io.emend.model.family.DeviceFeatures;
import io.emend.model.family.TrainableModel;
import io.emend.model.torchscript.TorchScriptModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The maths of the random checkpoints in f32 is that of transformers. The tolerance tells the two
 * forms of GELU apart, which differ by 4.5e-5 of the features' size.
 */
class LlavaParityTest {
  private static final String CASES = "io.emend.model.llava.GoldenCase#all";
  private static final double TOLERANCE = 1e-5;
  private static final Map<String, VisionLanguageModel> MODELS = new HashMap<>();
  private static final Map<String, TrainableModel> TRAINABLE = new HashMap<>();

  @AfterAll
  static void close() {
    MODELS.values().forEach(VisionLanguageModel::close);
    TRAINABLE.values().forEach(TrainableModel::close);
  }

  @ParameterizedTest
  @MethodSource("io.emend.model.llava.GoldenCase#withPictures")
  void visionFeaturesAreTheReferences(GoldenCase golden) {
    for (int i = 0; i < golden.pixels().size(); i++) {
      try (ImageFeatures features = model(golden).encode(golden.pixels().get(i))) {
        float[] own = ((DeviceFeatures) features).array().toFloatArray();
        double error = Closeness.relative(own, golden.features()[i]);
        assertThat(error).isLessThan(TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void promptLogitsAreTheReferences(GoldenCase golden) {
    float[][] expected = golden.logits();
    try (KvCache cache = model(golden).newCache(1, 512)) {
      float[] own = prefill(golden, cache);
      double error = Closeness.relative(own, expected[expected.length - 1]);
      assertThat(error).isLessThan(TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void trainingReadsTheReferencesLogits(GoldenCase golden) {
    float[][] expected = golden.logits();
    float[][] own = sequenceLogits(golden);
    for (int i = 0; i < expected.length; i++) {
      double error = Closeness.relative(own[golden.logitsPositions()[i]], expected[i]);
      assertThat(error).isLessThan(TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource(CASES)
  void greedyTokensAreTheReferences(GoldenCase golden) {
    int[] expected = golden.greedy();
    int[] own = new int[expected.length];
    float[] logprobs = new float[expected.length];
    try (KvCache cache = model(golden).newCache(1, 512)) {
      float[] logits = prefill(golden, cache);
      for (int i = 0; i < own.length; i++) {
        own[i] = best(logits);
        logprobs[i] = logprob(logits, own[i]);
        int length = golden.ids().length + i;
        logits =
            model(golden).decode(cache, GoldenCase.row(0, length, own[i]), Optional.empty())[0];
      }
    }
    assertThat(own).isEqualTo(expected);
  }

  private static VisionLanguageModel model(GoldenCase golden) {
    return MODELS.computeIfAbsent(
        golden.checkpoint(), name -> GoldenCase.load(name, Precision.F32));
  }

  private static float[] prefill(GoldenCase golden, KvCache cache) {
    List<ImageFeatures> features = new ArrayList<>();
    golden.pixels().forEach(pixels -> features.add(model(golden).encode(pixels)));
    float[] logits =
        model(golden).prefill(cache, 0, GoldenCase.chunk(golden.ids(), features), Optional.empty());
    features.forEach(ImageFeatures::close);
    return logits;
  }

  private static float[][] sequenceLogits(GoldenCase golden) {
    TrainableModel model =
        TRAINABLE.computeIfAbsent(
            golden.checkpoint(),
            name ->
                TrainableModel.open(
                    GoldenCase.model(name),
                    GoldenCase.architecture(name),
                    Precision.F32,
                    Device.cpu()));
    TorchScriptModule.prepareThread(false);
    try (NDManager scope = model.manager().newSubManager()) {
      long[] ids = Arrays.stream(golden.ids()).asLongStream().toArray();
      NDArray row = scope.create(ids, new Shape(1, ids.length));
      NDArray pixels = model.pixels(scope, List.copyOf(golden.pixels()));
      NDArray logits = model.module().differentiate(scope, "sequence_logits", List.of(row, pixels));
      return rows(logits.toFloatArray(), ids.length);
    }
  }

  private static float[][] rows(float[] flat, int count) {
    int width = flat.length / count;
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    }
    return rows;
  }

  static int best(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  private static float logprob(float[] logits, int token) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    return (float) (logits[token] - Math.log(sum));
  }
}
