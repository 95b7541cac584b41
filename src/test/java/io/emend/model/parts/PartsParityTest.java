package io.emend.model.parts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.model.Chunk;
import io.emend.model.DecodeRows;
import io.emend.model.ImageFeatures;
import io.emend.model.KvCache;
import io.emend.model.Precision;
import io.emend.model.Prompt;
import io.emend.model.Prompt.PlacedImage;
import io.emend.model.Prompt.Span;
import io.emend.model.VisionLanguageModel;
import io.emend.model.family.Architecture;
import io.emend.model.family.ComposedModel;
import io.emend.model.family.DeviceFeatures;
import io.emend.model.preference.PackedPairs;
import io.emend.model.preference.PreferenceModel;
import io.emend.model.preference.TokenPair;
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
 * Crops in spans of their own, an average pool, norms of queries and keys, norms around blocks,
 * pictures attended to both ways, and positions on three axes compute in f32 what transformers
 * does.
 */
class PartsParityTest {
  private static final String ALL = "io.emend.model.parts.PartsGolden#all";
  private static final double TOLERANCE = 1e-5;
  private static final Map<String, VisionLanguageModel> MODELS = new HashMap<>();

  @AfterAll
  static void close() {
    MODELS.values().forEach(VisionLanguageModel::close);
  }

  private static VisionLanguageModel model(PartsGolden golden) {
    return MODELS.computeIfAbsent(
        golden.checkpoint(),
        name ->
            ComposedModel.load(
                name, golden.model(), architecture(golden), Precision.F32, Device.cpu()));
  }

  private static Architecture architecture(PartsGolden golden) {
    return golden.family().architecture(golden.model());
  }

  @ParameterizedTest
  @MethodSource("io.emend.model.parts.PartsGolden#crops")
  void featuresOfAllViewsAreTheReferences(PartsGolden golden) {
    List<float[]> own = new ArrayList<>();
    for (PlacedImage image : golden.prompt().images()) {
      try (ImageFeatures features = model(golden).encode(image.pixels())) {
        own.add(((DeviceFeatures) features).array().toFloatArray());
      }
    }
    if (golden.hasPictures()) {
      float[] all = PartsGolden.flat(own.toArray(float[][]::new));
      assertThat(error(all, PartsGolden.flat(golden.features()))).isLessThan(TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("io.emend.model.parts.PartsGolden#grids")
  void positionsAreTheReferences(PartsGolden golden) {
    assertThat(golden.prompt().positions().axes()).isDeepEqualTo(golden.positions());
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void promptLogitsAreTheReferences(PartsGolden golden) {
    float[][] expected = golden.logits();
    try (KvCache cache = model(golden).newCache(1, 256)) {
      float[] own = prefill(golden, cache);
      assertThat(error(own, expected[expected.length - 1])).isLessThan(TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void greedyTokensAreTheReferences(PartsGolden golden) {
    int[] own = new int[golden.greedy().length];
    int length = golden.ids().length;
    int next = golden.prompt().positions().next();
    try (KvCache cache = model(golden).newCache(1, 256)) {
      float[] logits = prefill(golden, cache);
      for (int i = 0; i < own.length; i++) {
        own[i] = best(logits);
        int[] at = {next + i};
        DecodeRows row =
            new DecodeRows(new int[] {0}, new int[] {length + i}, at, new int[] {own[i]});
        logits = model(golden).decode(cache, row, Optional.empty())[0];
      }
    }
    assertThat(own).isEqualTo(golden.greedy());
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void trainingReadsTheReferencesLogits(PartsGolden golden) {
    float[][] expected = golden.logits();
    float[] own = packedLogits(golden);
    int width = expected[0].length;
    for (int token = 0; token < expected.length; token++) {
      float[] row = Arrays.copyOfRange(own, token * width, (token + 1) * width);
      assertThat(error(row, expected[token])).as("token %d", token).isLessThan(TOLERANCE);
    }
  }

  /** Of a prompt, behind which a pair has two responses that it does not see. */
  private static float[] packedLogits(PartsGolden golden) {
    Prompt prompt = golden.prompt();
    var settings =
        new PreferenceModel.Settings(
            golden.model(),
            architecture(golden),
            Optional.empty(),
            1,
            Precision.F32,
            Optional.empty());
    try (NDManager manager = NDManager.newBaseManager();
        PreferenceModel model = PreferenceModel.open(manager, settings)) {
      TokenPair pair =
          new TokenPair(prompt.tokens(), prompt.positions(), new int[] {9, 8}, new int[] {7});
      PackedPairs pairs = PackedPairs.of(manager, List.of(pair), features(model, prompt));
      List<NDArray> inputs =
          List.of(pairs.ids(), pairs.features(), pairs.segments(), pairs.positions());
      TorchScriptModule.prepareThread(false);
      NDArray hidden = model.module().differentiate(manager, "packed_hidden", inputs);
      return model.module().differentiate(manager, "logits", List.of(hidden)).toFloatArray();
    }
  }

  private static NDArray features(PreferenceModel model, Prompt prompt) {
    float[][] all =
        prompt.images().stream()
            .map(image -> model.features(image.pixels()))
            .toArray(float[][]::new);
    float[] values = PartsGolden.flat(all);
    Shape shape = new Shape(values.length / model.hiddenSize(), model.hiddenSize());
    return model.manager().create(values, shape);
  }

  private static float[] prefill(PartsGolden golden, KvCache cache) {
    Prompt prompt = golden.prompt();
    List<ImageFeatures> open = new ArrayList<>();
    List<Chunk.Features> images = new ArrayList<>();
    for (PlacedImage image : prompt.images()) {
      ImageFeatures features = model(golden).encode(image.pixels());
      open.add(features);
      int from = 0;
      for (Span span : image.spans()) {
        images.add(new Chunk.Features(features, from, span.length()));
        from += span.length();
      }
    }
    Chunk whole = new Chunk(0, prompt.tokens(), prompt.positions(), images);
    float[] logits = model(golden).prefill(cache, 0, whole, Optional.empty());
    open.forEach(ImageFeatures::close);
    return logits;
  }

  private static int best(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  /** The largest difference as a part of the largest expected value. */
  private static double error(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    double scale = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
      scale = Math.max(scale, Math.abs(expected[i]));
    }
    return largest / scale;
  }
}
