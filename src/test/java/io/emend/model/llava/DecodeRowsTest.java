package io.emend.model.llava;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.model.DecodeRows;
import io.emend.model.ImageFeatures;
import io.emend.model.KvCache;
import io.emend.model.Precision;
import io.emend.model.VisionLanguageModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DecodeRowsTest {
  private static final List<String> CHECKPOINTS = GoldenCase.CHECKPOINTS;
  private static final int ROWS = 8;

  @ParameterizedTest
  @FieldSource("CHECKPOINTS")
  void aRowIsTheSameAloneAndAmongEight(String checkpoint) {
    List<GoldenCase> cases = GoldenCase.of(checkpoint).toList();
    try (VisionLanguageModel model = load(checkpoint, Precision.F32);
        KvCache cache = model.newCache(ROWS, 256)) {
      int[] slots = IntStream.range(0, ROWS).toArray();
      int[] positions = new int[ROWS];
      for (int slot : slots) {
        GoldenCase golden = cases.get(slot % cases.size());
        positions[slot] = golden.ids().length;
        prefill(model, cache, slot, golden);
      }
      int[] tokens = Arrays.stream(slots).map(slot -> 30 + slot).toArray();
      float[][] together =
          model.decode(
              cache, new DecodeRows(slots, positions, positions, tokens), Optional.empty());
      for (int row = 0; row < ROWS; row++) {
        DecodeRows own = GoldenCase.row(row, positions[row], tokens[row]);
        float[][] alone = model.decode(cache, own, Optional.empty());
        assertThat(alone[0]).isEqualTo(together[row]);
      }
    }
  }

  /** bf16 keeps 8 bits of a number, so a few parts in a hundred are its own rounding. */
  @ParameterizedTest
  @FieldSource("CHECKPOINTS")
  void bf16StaysNearTheReference(String checkpoint) {
    GoldenCase golden = GoldenCase.of(checkpoint).findFirst().orElseThrow();
    float[][] expected = golden.logits();
    try (VisionLanguageModel model = load(checkpoint, Precision.BF16);
        KvCache cache = model.newCache(1, 256)) {
      float[] own = prefill(model, cache, 0, golden);
      assertThat(Closeness.relative(own, expected[expected.length - 1])).isLessThan(0.1);
    }
  }

  private static VisionLanguageModel load(String checkpoint, Precision precision) {
    return GoldenCase.load(checkpoint, precision);
  }

  private static float[] prefill(
      VisionLanguageModel model, KvCache cache, int slot, GoldenCase golden) {
    List<ImageFeatures> features = new ArrayList<>();
    golden.pixels().forEach(pixels -> features.add(model.encode(pixels)));
    float[] logits =
        model.prefill(cache, slot, GoldenCase.chunk(golden.ids(), features), Optional.empty());
    features.forEach(ImageFeatures::close);
    return logits;
  }
}
