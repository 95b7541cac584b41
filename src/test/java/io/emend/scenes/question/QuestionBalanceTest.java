package io.emend.scenes.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.scenes.SceneSample;
import io.emend.scenes.SceneSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuestionBalanceTest {
  private static final int SAMPLES = 12_000;
  private static final List<SceneQuestion> QUESTIONS =
      LongStream.range(0, SAMPLES)
          .mapToObj(SceneSource.open("plain/held-out")::sample)
          .map(SceneSample::question)
          .toList();

  private static Map<String, Long> counts(
      List<SceneQuestion> questions, Function<SceneQuestion, String> key) {
    return questions.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
  }

  private static double largestShare(
      List<SceneQuestion> questions, Function<SceneQuestion, String> key) {
    Map<String, Long> counts = counts(questions, key);
    return counts.values().stream().max(Comparator.naturalOrder()).orElseThrow()
        / (double) questions.size();
  }

  private static List<SceneQuestion> of(QuestionKind kind) {
    return QUESTIONS.stream().filter(question -> question.kind() == kind).toList();
  }

  private static String answer(SceneQuestion question) {
    return question.options().get(question.answer());
  }

  @Test
  void everyKindIsAskedAsOften() {
    assertThat(counts(QUESTIONS, question -> question.kind().name()).values())
        .containsOnly((long) SAMPLES / QuestionKind.values().length);
  }

  @ParameterizedTest
  @EnumSource(QuestionKind.class)
  void alwaysTheSameLetterIsRightInAtMostHalfOfTheQuestions(QuestionKind kind) {
    assertThat(largestShare(of(kind), question -> "" + question.answer())).isLessThan(0.52);
  }

  @ParameterizedTest
  @EnumSource(QuestionKind.class)
  void alwaysTheSameTextIsRightInAtMostHalfOfTheQuestions(QuestionKind kind) {
    assertThat(largestShare(of(kind), QuestionBalanceTest::answer)).isLessThan(0.45);
  }

  @Test
  void yesIsRightAsOftenAsNo() {
    List<SceneQuestion> yesNo =
        QUESTIONS.stream().filter(question -> question.options().contains("yes")).toList();
    assertThat(largestShare(yesNo, QuestionBalanceTest::answer)).isBetween(0.5, 0.53);
  }

  @Test
  void theRightOptionStandsAnywhereAmongFour() {
    List<SceneQuestion> four =
        QUESTIONS.stream().filter(question -> question.options().size() == 4).toList();
    assertThat(counts(four, question -> "" + question.answer()).values())
        .allSatisfy(count -> assertThat(count / (double) four.size()).isBetween(0.22, 0.28));
  }

  @Test
  void questionsAreWordedInManyWays() {
    assertThat(QUESTIONS.stream().map(SceneQuestion::question).distinct().count())
        .isGreaterThan(1_500);
  }
}
