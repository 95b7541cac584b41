package io.emend.model.llava;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.model.ImageFeatures;
import io.emend.model.KvCache;
import io.emend.model.Precision;
import io.emend.model.VisionLanguageModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** LoRA in f32 computes what PEFT computes, and leaves the base as it is. */
class AdapterParityTest {
  private static final String CHECKPOINT = "clip-gqa-tied";
  private static final Path ADAPTERS = GoldenCase.GOLDEN.resolve("adapters-" + CHECKPOINT);
  private static final double TOLERANCE = 1e-5;
  private static VisionLanguageModel model;

  @BeforeAll
  static void load() {
    model = GoldenCase.load(CHECKPOINT, Precision.F32);
    model.loadAdapter("attention", ADAPTERS.resolve("attention/adapter"));
    model.loadAdapter("everything-rslora", ADAPTERS.resolve("everything-rslora/adapter"));
    model.loadAdapter("transformers-4", ADAPTERS.resolve("attention/transformers-4"));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  static Stream<GoldenCase> cases() {
    return Stream.of("attention", "everything-rslora")
        .flatMap(name -> GoldenCase.of(ADAPTERS.getFileName() + "/" + name));
  }

  private static String adapter(GoldenCase golden) {
    return Path.of(golden.checkpoint()).getFileName().toString();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void promptLogitsArePefts(GoldenCase golden) {
    float[][] expected = golden.logits();
    try (KvCache cache = model.newCache(1, 512)) {
      float[] own = prefill(golden, cache, Optional.of(adapter(golden)));
      assertThat(Closeness.relative(own, expected[expected.length - 1])).isLessThan(TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void greedyTokensArePefts(GoldenCase golden) {
    assertThat(greedy(golden, Optional.of(adapter(golden)))).isEqualTo(golden.greedy());
  }

  @Test
  void bothLayoutsOfKeysAreOneAdapter() {
    GoldenCase golden = cases().findFirst().orElseThrow();
    assertThat(greedy(golden, Optional.of("transformers-4"))).isEqualTo(golden.greedy());
  }

  @Test
  void theBaseAnswersAsBeforeAdaptersWereLoaded() {
    GoldenCase golden = GoldenCase.of(CHECKPOINT).findFirst().orElseThrow();
    greedy(golden, Optional.of("attention"));
    assertThat(greedy(golden, Optional.empty())).isEqualTo(golden.greedy());
  }

  private static int[] greedy(GoldenCase golden, Optional<String> adapter) {
    int[] tokens = new int[golden.greedy().length];
    try (KvCache cache = model.newCache(1, 512)) {
      float[] logits = prefill(golden, cache, adapter);
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] = LlavaParityTest.best(logits);
        int length = golden.ids().length + i;
        logits = model.decode(cache, GoldenCase.row(0, length, tokens[i]), adapter)[0];
      }
    }
    return tokens;
  }

  private static float[] prefill(GoldenCase golden, KvCache cache, Optional<String> adapter) {
    List<ImageFeatures> features = new ArrayList<>();
    golden.pixels().forEach(pixels -> features.add(model.encode(pixels)));
    float[] logits = model.prefill(cache, 0, GoldenCase.chunk(golden.ids(), features), adapter);
    features.forEach(ImageFeatures::close);
    return logits;
  }
}
