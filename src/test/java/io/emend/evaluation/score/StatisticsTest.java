package io.emend.evaluation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against SciPy and statsmodels; tools/reference/make_evaluation_goldens.py asked them. */
class StatisticsTest {

  /** Two bootstraps differ by chance: with as many replicates, ends move by less than this. */
  private static final Offset<Double> CHANCE = within(0.6);

  private static JsonNode golden(String name) throws IOException {
    File file = new File("src/test/resources/golden/evaluation/statistics.json");
    return new ObjectMapper().readTree(file).path(name);
  }

  private static Gain gain(JsonNode comparison) {
    JsonNode base = comparison.path("base");
    JsonNode candidate = comparison.path("candidate");
    return Gain.of(
        IntStream.range(0, base.size())
            .mapToObj(i -> verdict("q" + i, base.get(i).asInt(), candidate.get(i).asInt()))
            .toList());
  }

  private static Verdict verdict(String group, int before, int after) {
    return new Verdict(group, before == 1, after == 1);
  }

  @Test
  void mcNemarIsThatOfStatsmodels() throws IOException {
    for (JsonNode row : golden("mcnemar")) {
      double p = McNemar.pValue(row.path("losses").asInt(), row.path("gains").asInt());
      double expected = row.path("pValue").asDouble();
      assertThat(p).isCloseTo(expected, within(1e-10 * expected));
    }
  }

  @Test
  void aGainsTestIsThatOfStatsmodels() throws IOException {
    for (JsonNode row : golden("comparisons")) {
      assertThat(gain(row).pValue()).isCloseTo(row.path("pValue").asDouble(), within(1e-12));
    }
  }

  @Test
  void intervalsAreThoseOfSciPy() throws IOException {
    JsonNode row = golden("comparisons").get(1);
    Gain gain = gain(row);
    assertInterval(gain.beforeInterval(), row.path("baseInterval"));
    assertInterval(gain.afterInterval(), row.path("candidateInterval"));
    assertInterval(gain.gainInterval(), row.path("gainInterval"));
  }

  private static void assertInterval(Interval interval, JsonNode expected) {
    assertThat(interval.low()).isCloseTo(expected.get(0).asDouble(), CHANCE);
    assertThat(interval.high()).isCloseTo(expected.get(1).asDouble(), CHANCE);
  }

  @Test
  void theSameSamplesGiveTheSameIntervals() throws IOException {
    JsonNode row = golden("comparisons").get(0);
    assertThat(gain(row)).isEqualTo(gain(row));
  }

  @Test
  void theOrderAndTheNamesOfSamplesDoNotMoveAnInterval() {
    List<Verdict> verdicts =
        IntStream.range(0, 90).mapToObj(i -> verdict("q" + i, i % 3 == 0 ? 1 : 0, i % 2)).toList();
    List<Verdict> renamed =
        IntStream.range(0, 90)
            .mapToObj(i -> verdict("row " + (i * 37 % 90), i % 3 == 0 ? 1 : 0, i % 2))
            .collect(Collectors.toList());
    Collections.reverse(renamed);
    assertThat(Gain.of(renamed)).isEqualTo(Gain.of(verdicts));
  }

  @Test
  void rotationsOfOneQuestionAreResampledTogether() {
    List<Verdict> apart =
        IntStream.range(0, 1600).mapToObj(i -> verdict("q" + i, i / 800, 0)).toList();
    List<Verdict> together =
        IntStream.range(0, 1600).mapToObj(i -> verdict("q" + i / 4, i / 800, 0)).toList();
    Interval narrow = Gain.of(apart).beforeInterval();
    Interval wide = Gain.of(together).beforeInterval();
    // Four answers that are always equal count as one: the interval is twice as wide.
    assertThat((wide.high() - wide.low()) / (narrow.high() - narrow.low()))
        .isCloseTo(2, within(0.2));
  }
}
