package io.emend.evaluation.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.emend.error.EmendException;
import io.emend.evaluation.EvaluationMode;
import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.FailedSample;
import io.emend.evaluation.SampleRow;
import io.emend.evaluation.score.ScoredSample.Reply;
import io.emend.evaluation.source.HeldOut;
import io.emend.evaluation.source.LabelledSample;
import io.emend.evaluation.source.LabelledSource;
import io.emend.inference.Question;
import io.emend.preference.QuestionDigest;
import io.emend.storage.Sha256;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScoresTest {
  private static final Question QUESTION = new Question("Which?", List.of("x", "y"), null);

  /** Two answers to a question whose right one is A; null is unparsed. */
  private static ScoredSample sample(String id, String group, String first, String second) {
    return new ScoredSample(
        id, "all", group, 2, "A", new Reply("…", first), new Reply("…", second));
  }

  private static EvaluationResult result(ScoredSample... samples) {
    return new EvaluationResult("m", "s", EvaluationMode.CORRECTED, 0, List.of(samples));
  }

  private static final EvaluationResult BASE =
      result(
          sample("1", "1", "A", "B"),
          sample("2", "1", "A", "A"),
          sample("3", "3", "B", "A"),
          sample("4", "3", null, "B"));

  @Test
  void harmIsTheShareOfRightAnswersMadeWrong() {
    assertThat(BASE.report().total().harm()).isEqualTo(50);
  }

  @Test
  void outcomesCountEverySampleOnce() {
    assertThat(BASE.report().total().outcomes())
        .containsEntry("right_right", 1L)
        .containsEntry("right_wrong", 1L)
        .containsEntry("wrong_right", 1L)
        .containsEntry("wrong_wrong", 1L);
  }

  @Test
  void unparsedCountsAsWrongAndIsShown() {
    CategoryScore total = BASE.report().total();
    assertThat(total.unparsed()).isEqualTo(25);
    assertThat(total.direct()).isEqualTo(50);
  }

  @Test
  void aQuestionIsRightOnlyWhenAllRotationsAre() {
    CircularScore circular = BASE.report().total().circular();
    assertThat(circular).isEqualTo(new CircularScore(2, 50, 0.0));
  }

  @Test
  void withoutRotationsThereIsNoCircularScore() {
    EvaluationResult single = result(sample("1", "1", "A", "A"));
    assertThat(single.report().total().circular()).isNull();
  }

  @Test
  void withoutSecondTurnsThereIsNoHarm() {
    ScoredSample direct = new ScoredSample("1", "all", "1", 2, "A", new Reply("…", "A"), null);
    assertThat(result(direct).report().total().harm()).isNull();
  }

  @Test
  void modelsAreComparedOnSharedSamplesOnly() {
    EvaluationResult candidate =
        result(sample("3", "3", "A", "A"), sample("4", "3", "A", "A"), sample("9", "9", "B", "B"));
    ModelComparison comparison = ModelComparison.of(BASE, candidate);
    assertThat(comparison.n()).isEqualTo(2);
    assertThat(comparison.total().direct().gain()).isCloseTo(100, within(1e-9));
    assertThat(comparison.candidate().total().direct()).isEqualTo(100);
  }

  @Test
  void modelsWithoutASharedSampleCannotBeCompared() {
    assertThatThrownBy(() -> ModelComparison.of(BASE, result(sample("9", "9", "A", "A"))))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("shared by both");
  }

  @Test
  void samplesOfTheTrainingLineageAreLeftOutAndCounted() {
    byte[] image = {1, 2};
    LabelledSource source =
        () ->
            Stream.of(
                new LabelledSample("1", "all", image, QUESTION, "A"),
                new LabelledSample("2", "all", new byte[] {3}, QUESTION, "A"));
    HeldOut heldOut =
        new HeldOut(source, Set.of(QuestionDigest.of(List.of(Sha256.of(image)), QUESTION.text())));
    assertThat(heldOut.samples()).extracting(LabelledSample::id).containsExactly("2");
    assertThat(heldOut.excluded()).isEqualTo(1);
  }

  @Test
  void aRotationOfATrainedQuestionIsLeftOutToo() {
    byte[] image = {1, 2};
    Question rotated = new Question("Which?", List.of("y", "x"), "a hint");
    LabelledSource source = () -> Stream.of(new LabelledSample("1", "all", image, rotated, "A"));
    HeldOut heldOut =
        new HeldOut(source, Set.of(QuestionDigest.of(List.of(Sha256.of(image)), QUESTION.text())));
    assertThat(heldOut.samples()).isEmpty();
  }

  private static EvaluationResult withFailure() {
    List<FailedSample> failures = List.of(new FailedSample("5", "line 6", "the picture is torn"));
    return new EvaluationResult("m", "s", EvaluationMode.CORRECTED, 0, BASE.samples(), failures);
  }

  @Test
  void aSampleThatFailedIsCountedAndPartOfNoScore() {
    EvaluationReport report = withFailure().report();
    assertThat(report.failed()).isEqualTo(1);
    assertThat(report.total()).isEqualTo(BASE.report().total());
    assertThat(report.table()).contains("failed: line 6 (5): the picture is torn");
  }

  @Test
  void aComparisonTellsWhatFailed() {
    assertThat(ComparisonTable.of(ModelComparison.of(BASE, withFailure())))
        .contains("0 excluded, 1 failed")
        .contains("line 6 (5): the picture is torn");
  }

  @Test
  void aScoreCanBeCountedAgainFromTheRows() {
    List<SampleRow> rows = SampleRow.of(withFailure()).toList();
    List<SampleRow> scored = rows.stream().filter(row -> row.failure() == null).toList();
    long right = scored.stream().filter(row -> row.initial().correct()).count();
    assertThat(100.0 * right / scored.size()).isEqualTo(BASE.report().total().direct());
    assertThat(rows.get(4)).extracting(SampleRow::place).isEqualTo("line 6");
  }

  @Test
  void aRunWithoutHeldOutSamplesIsRefused() {
    assertThatThrownBy(() -> result()).hasMessageContaining("must hold a held-out sample");
  }
}
