package io.emend.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.generation.Sampling;
import io.emend.generation.TokenBias;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SamplerTest {
  private static final int DRAWS = 20_000;
  private static final float[] LOGITS = {
    2.1f, -0.3f, 1.4f, 0.2f, 1.9f, -1.5f, 0.9f, 0.1f, -4, 1.1f
  };

  private static Sampling sampling(double temperature, double topP, double minP) {
    return new Sampling(temperature, topP, 0, minP, 1, 11L, 1, List.of(), -1, TokenBias.NONE);
  }

  static List<Arguments> settings() {
    return List.of(
        Arguments.of("plain", sampling(1, 1, 0)),
        Arguments.of("cooled", sampling(0.7, 1, 0)),
        Arguments.of("top-p", sampling(1, 0.8, 0)),
        Arguments.of("min-p", sampling(1, 1, 0.2)),
        Arguments.of("top-k", new Sampling(1, 1, 4, 0, 1, 11L, 1, List.of(), -1, TokenBias.NONE)));
  }

  /** What the settings mean, computed the plain way: sort, keep, normalise. */
  private static double[] expected(Sampling sampling) {
    double[] weights =
        IntStream.range(0, LOGITS.length)
            .mapToDouble(i -> Math.exp(LOGITS[i] / sampling.temperature()))
            .toArray();
    double total = Arrays.stream(weights).sum();
    Integer[] order = IntStream.range(0, weights.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(weights[b], weights[a]));
    double best = weights[order[0]];
    double before = 0;
    double[] kept = new double[weights.length];
    for (int rank = 0; rank < order.length; rank++) {
      double weight = weights[order[rank]];
      boolean inNucleus = before / total < sampling.topP();
      boolean inTop = sampling.topK() == 0 || rank < sampling.topK();
      if (inNucleus && inTop && weight >= sampling.minP() * best) {
        kept[order[rank]] = weight;
      }
      before += weight;
    }
    double sum = Arrays.stream(kept).sum();
    return Arrays.stream(kept).map(weight -> weight / sum).toArray();
  }

  private static int[] draws(Sampling sampling) {
    Sampler sampler = new Sampler(sampling);
    int[] counts = new int[LOGITS.length];
    for (int i = 0; i < DRAWS; i++) {
      counts[sampler.next(LOGITS, Set.of())]++;
    }
    return counts;
  }

  /** Pearson's statistic against the 99.9 % point of chi-square (Wilson and Hilferty 1931). */
  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void twentyThousandDrawsFollowTheDistribution(String name, Sampling sampling) {
    double[] expected = expected(sampling);
    int[] counts = draws(sampling);
    double statistic = 0;
    int kept = 0;
    for (int i = 0; i < counts.length; i++) {
      if (expected[i] > 0) {
        double mean = DRAWS * expected[i];
        statistic += (counts[i] - mean) * (counts[i] - mean) / mean;
        kept++;
      }
    }
    double freedom = kept - 1;
    double root = 1 - 2 / (9 * freedom) + 3.0902 * Math.sqrt(2 / (9 * freedom));
    assertThat(statistic).isLessThan(freedom * root * root * root);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void whatIsFilteredOutIsNeverDrawn(String name, Sampling sampling) {
    double[] expected = expected(sampling);
    int[] counts = draws(sampling);
    assertThat(IntStream.range(0, counts.length).filter(i -> expected[i] == 0))
        .allMatch(i -> counts[i] == 0);
  }

  /** Requests mostly come with small seeds; the first draws of neighbours must not be alike. */
  @Test
  void theFirstDrawsOfNeighbouringSeedsFollowTheDistribution() {
    int[] counts = new int[LOGITS.length];
    for (long seed = 0; seed < DRAWS; seed++) {
      Sampling seeded = new Sampling(1, 1, 0, 0, 1, seed, 1, List.of(), -1, TokenBias.NONE);
      counts[new Sampler(seeded).next(LOGITS, Set.of())]++;
    }
    double[] expected = expected(sampling(1, 1, 0));
    for (int i = 0; i < counts.length; i++) {
      double deviation = Math.sqrt(DRAWS * expected[i] * (1 - expected[i]));
      assertThat((double) counts[i])
          .isBetween(DRAWS * expected[i] - 4.5 * deviation, DRAWS * expected[i] + 4.5 * deviation);
    }
  }

  @Test
  void theSameSeedGivesTheSameTokens() {
    assertThat(draws(sampling(1, 1, 0))).isEqualTo(draws(sampling(1, 1, 0)));
  }

  @Test
  void temperatureZeroTakesTheBest() {
    assertThat(new Sampler(Sampling.GREEDY).next(LOGITS, Set.of())).isZero();
  }

  @Test
  void amongEqualLogitsGreedyTakesTheFirst() {
    assertThat(new Sampler(Sampling.GREEDY).next(new float[] {1, 3, 3}, Set.of())).isEqualTo(1);
  }

  @Test
  void greedyHeedsTheRepetitionPenalty() {
    Sampling penalized = new Sampling(0, 1, 0, 0, 1.5, null, 1, List.of(), -1, TokenBias.NONE);
    assertThat(new Sampler(penalized).next(LOGITS, Set.of(0))).isEqualTo(4);
  }

  @Test
  void theSmallestTemperatureTakesTheBest() {
    Sampler sampler = new Sampler(sampling(Double.MIN_VALUE, 0.5, 0.5));
    assertThat(sampler.next(new float[] {1, 4000, 3}, Set.of())).isEqualTo(1);
  }

  @Test
  void logitsFarApartDoNotOverflow() {
    Sampler sampler = new Sampler(sampling(0.01, 1, 0));
    assertThat(sampler.next(new float[] {-3e38f, 3e38f, 0}, Set.of())).isEqualTo(1);
  }

  @Test
  void theLogitsAreLeftAsTheyAre() {
    float[] logits = LOGITS.clone();
    new Sampler(new Sampling(0.5, 0.5, 3, 0.1, 1.5, 1L, 1, List.of(), -1, TokenBias.NONE))
        .next(logits, Set.of(1));
    assertThat(logits).isEqualTo(LOGITS);
  }

  @Test
  void aLogitThatIsNotANumberIsAnError() {
    float[] logits = {1, Float.NaN, 2};
    EmendException error =
        catchThrowableOfType(
            EmendException.class, () -> new Sampler(Sampling.GREEDY).next(logits, Set.of()));
    assertThat(error.code()).isEqualTo(ErrorCode.INTERNAL);
  }

  @Test
  void theNucleusIsTheSmallestThatHoldsItsShare() {
    SplittableRandom random = new SplittableRandom(3);
    float[] logits = new float[1000];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (random.nextDouble() * 8);
    }
    double[] nucleus = TokenDistribution.of(logits, sampling(1, 0.6, 0), Set.of());
    double least = Arrays.stream(nucleus).filter(p -> p > 0).min().orElseThrow();
    double[] all = TokenDistribution.of(logits, sampling(1, 1, 0), Set.of());
    double mass =
        IntStream.range(0, all.length).filter(i -> nucleus[i] > 0).mapToDouble(i -> all[i]).sum();
    assertThat(mass).isBetween(0.6, 0.6 + least);
  }

  @Test
  void aLaterTurnDoesNotRepeatTheDrawsOfTheOneBefore() {
    Sampling first = sampling(1, 1, 0);
    assertThat(draws(first.drawingAnew(2))).isNotEqualTo(draws(first));
  }

  @Test
  void aLaterTurnIsTheSameEachTime() {
    Sampling first = sampling(1, 1, 0);
    assertThat(draws(first.drawingAnew(2))).isEqualTo(draws(first.drawingAnew(2)));
  }
}
