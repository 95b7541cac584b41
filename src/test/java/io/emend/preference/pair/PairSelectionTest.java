package io.emend.preference.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.emend.correction.Outcome;
import io.emend.preference.DataSplit;
import io.emend.preference.LabelledCorrection;
import io.emend.preference.Samples;
import io.emend.storage.Sha256;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairSelectionTest {
  private static final int MANY = Integer.MAX_VALUE;
  private static final String IMAGE = "a".repeat(64);
  private static final String OTHER = "b".repeat(64);

  @Test
  void aHarmedAnswerChoosesTheFirstResponse() {
    assertThat(only(Samples.of("a", Outcome.RIGHT_WRONG)).chosen()).isEqualTo("First ## A ##");
  }

  @Test
  void aMendedAnswerChoosesTheSecondResponse() {
    assertThat(only(Samples.of("a", Outcome.WRONG_RIGHT)).chosen()).isEqualTo("Then ## A ##");
  }

  @Test
  void thePromptIsThatOfTheFirstTurn() {
    LabelledCorrection sample = Samples.of("a", Outcome.WRONG_RIGHT);
    assertThat(only(sample).prompt()).isEqualTo(sample.asked().prompt());
  }

  @Test
  void ofEqualPicturesAndPromptsTheLeastIdStays() {
    List<LabelledCorrection> samples =
        List.of(
            Samples.of("b", Outcome.RIGHT_WRONG, "c", IMAGE, "Which?"),
            Samples.of("a", Outcome.WRONG_RIGHT, "c", IMAGE, "Which?"));
    assertThat(select(samples, true, Balance.NONE, MANY).pairs())
        .extracting(PreferencePair::sample)
        .containsExactly("a");
  }

  @Test
  void equalPicturesWithOtherQuestionsAreNoDuplicates() {
    List<LabelledCorrection> samples =
        List.of(
            Samples.of("b", Outcome.RIGHT_WRONG, "c", IMAGE, "Which?"),
            Samples.of("a", Outcome.WRONG_RIGHT, "c", IMAGE, "How many?"));
    assertThat(select(samples, true, Balance.NONE, MANY).pairs()).hasSize(2);
  }

  @Test
  void duplicatesStayWhenAsked() {
    List<LabelledCorrection> samples =
        List.of(
            Samples.of("b", Outcome.RIGHT_WRONG, "c", IMAGE, "Which?"),
            Samples.of("a", Outcome.WRONG_RIGHT, "c", IMAGE, "Which?"));
    assertThat(select(samples, false, Balance.NONE, MANY).pairs()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Balance.class)
  void groupsOfTheBalanceAreEquallyLarge(Balance balance) {
    PairSelection selection = select(Samples.drawn(300, 1), true, balance, MANY);
    assertThat(Set.copyOf(sizes(selection, balance::group).values())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 12, 30})
  void aLimitTakesEvenlyFromTheGroups(int limit) {
    PairSelection selection = select(Samples.drawn(300, 2), true, Balance.CATEGORIES, limit);
    Collection<Long> sizes = sizes(selection, PreferencePair::category).values();
    long most = sizes.stream().mapToLong(Long::longValue).max().orElseThrow();
    assertThat(most).isEqualTo((limit + 2) / 3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everySampleIsAPairOrSkippedForAReason(long seed) {
    PairSelection selection = select(Samples.drawn(200, seed), true, Balance.OUTCOMES, 20);
    int skipped = selection.skipped().values().stream().mapToInt(Integer::intValue).sum();
    assertThat(skipped + selection.pairs().size()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOrderOfTheSamplesDoesNotMatter(long seed) {
    List<LabelledCorrection> samples = Samples.drawn(200, seed);
    assertThat(select(Samples.shuffled(samples, seed), true, Balance.OUTCOMES, 20))
        .isEqualTo(select(samples, true, Balance.OUTCOMES, 20));
  }

  @Test
  void anotherSeedTakesOtherPairs() {
    List<LabelledCorrection> samples = Samples.drawn(300, 1);
    assertThat(
            PairSelection.of(samples, new PairOptions(false, true, Balance.NONE, 0, 1, 20)).pairs())
        .isNotEqualTo(
            PairSelection.of(samples, new PairOptions(false, true, Balance.NONE, 0, 2, 20))
                .pairs());
  }

  @Test
  void aPictureIsOnOneSideOnly() {
    PairOptions half = new PairOptions(false, true, Balance.NONE, 0.5, 1, MANY);
    Map<String, Set<DataSplit>> sides =
        PairSelection.of(Samples.drawn(300, 1), half).pairs().stream()
            .collect(
                Collectors.groupingBy(
                    PreferencePair::image,
                    Collectors.mapping(PreferencePair::split, Collectors.toSet())));
    assertThat(sides.values()).allSatisfy(side -> assertThat(side).hasSize(1));
  }

  @Test
  void theValidationSideIsAboutAsLargeAsAsked() {
    List<LabelledCorrection> samples =
        IntStream.range(0, 4_000).mapToObj(i -> Samples.of("s" + i, Outcome.WRONG_RIGHT)).toList();
    PairOptions fifth = new PairOptions(false, true, Balance.NONE, 0.2, 1, MANY);
    long held =
        PairSelection.of(samples, fifth).pairs().stream()
            .filter(pair -> pair.split() == DataSplit.VALIDATION)
            .count();
    // Four standard deviations of a binomial of 4,000 draws at 0.2.
    assertThat(held / 4_000.0).isCloseTo(0.2, within(4 * Math.sqrt(0.2 * 0.8 / 4_000)));
  }

  @Test
  void equalPicturesInAnotherOrderAreNoDuplicates() {
    List<LabelledCorrection> samples =
        List.of(
            Samples.of("a", Outcome.RIGHT_WRONG, "c", List.of(IMAGE, OTHER), "Which?"),
            Samples.of("b", Outcome.RIGHT_WRONG, "c", List.of(OTHER, IMAGE), "Which?"),
            Samples.of("d", Outcome.WRONG_RIGHT, "c", List.of(IMAGE, OTHER), "Which?"));
    assertThat(select(samples, true, Balance.NONE, MANY).pairs())
        .extracting(PreferencePair::sample)
        .containsExactly("a", "b");
  }

  /** Pairs of pictures, of which every fifth is shared by two questions. */
  private static List<LabelledCorrection> aboutTwo(int questions) {
    return IntStream.range(0, questions)
        .mapToObj(
            i ->
                Samples.of(
                    "s" + i,
                    Outcome.WRONG_RIGHT,
                    "c",
                    List.of(Sha256.of("one " + i), Sha256.of("other " + (i - i % 5 / 4))),
                    "Which?"))
        .toList();
  }

  @Test
  void noPictureOfSeveralIsOnBothSides() {
    PairOptions half = new PairOptions(false, true, Balance.NONE, 0.5, 1, MANY);
    Map<String, Set<DataSplit>> sides = new HashMap<>();
    for (PreferencePair pair : PairSelection.of(aboutTwo(500), half).pairs()) {
      pair.pictures()
          .forEach(
              picture -> sides.computeIfAbsent(picture, p -> new HashSet<>()).add(pair.split()));
    }
    assertThat(sides).hasSize(900).allSatisfy((picture, side) -> assertThat(side).hasSize(1));
  }

  @Test
  void ofSeveralPicturesTheValidationSideIsAboutAsLargeAsAskedToo() {
    PairOptions fifth = new PairOptions(false, true, Balance.NONE, 0.2, 1, MANY);
    long held =
        PairSelection.of(aboutTwo(4_000), fifth).pairs().stream()
            .filter(pair -> pair.split() == DataSplit.VALIDATION)
            .count();
    // As of single pictures, in 3,200 groups.
    assertThat(held / 4_000.0).isCloseTo(0.2, within(5 * Math.sqrt(0.2 * 0.8 / 3_200)));
  }

  /** There would be nothing left to train on. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void questionsThatAllHangTogetherAreTrainedOn(long seed) {
    List<LabelledCorrection> samples =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    Samples.of(
                        "s" + i,
                        Outcome.WRONG_RIGHT,
                        "c",
                        List.of(Sha256.of("p" + i), Sha256.of("p" + (i + 1))),
                        "Which?"))
            .toList();
    PairOptions half = new PairOptions(false, true, Balance.NONE, 0.5, seed, MANY);
    assertThat(PairSelection.of(samples, half).pairs())
        .hasSize(50)
        .allMatch(pair -> pair.split() == DataSplit.TRAIN);
  }

  private static PreferencePair only(LabelledCorrection sample) {
    return PairSelection.of(List.of(sample), PairOptions.DEFAULTS).pairs().get(0);
  }

  private static PairSelection select(
      List<LabelledCorrection> samples, boolean deduplicate, Balance balance, int limit) {
    return PairSelection.of(samples, new PairOptions(false, deduplicate, balance, 0.1, 7, limit));
  }

  private static Map<String, Long> sizes(
      PairSelection selection, Function<PreferencePair, String> group) {
    return selection.pairs().stream().collect(Collectors.groupingBy(group, Collectors.counting()));
  }
}
