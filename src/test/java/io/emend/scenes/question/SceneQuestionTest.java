package io.emend.scenes.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.scenes.SceneRandom;
import io.emend.scenes.SceneSource;
import io.emend.scenes.lesson.Reasoning;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SceneQuestionTest {
  private static final Reasoning NONE = (option, random) -> "Because.";

  private static SceneQuestion question(List<String> options, int answer) {
    return new SceneQuestion(QuestionKind.COLOR, "What color is it?", options, answer, NONE);
  }

  @Test
  void thePromptHasOneLineAnOption() {
    assertThat(question(List.of("red", "blue"), 0).prompt())
        .isEqualTo(
            "What color is it?\nA. red\nB. blue\nThink step by step. End with ## letter ##.");
  }

  @Test
  void everyResponseNamesItsOptionByTextAndLetterAndEndsWithTheMark() {
    SceneSource source = SceneSource.open("plain/train");
    for (int i = 0; i < 2_000; i++) {
      SceneQuestion question = source.sample(i).question();
      for (int option = 0; option < question.options().size(); option++) {
        char letter = SceneQuestion.letter(option);
        assertThat(question.response(option, source.random(i)))
            .contains(question.options().get(option) + ", ")
            .endsWith("option " + letter + ". ## " + letter + " ##");
      }
    }
  }

  @Test
  void theSameRandomNumbersGiveTheSameResponse() {
    SceneQuestion question = SceneSource.open("plain/train").sample(3).question();
    assertThat(question.response(0, new SceneRandom(1)))
        .isEqualTo(question.response(0, new SceneRandom(1)));
  }

  @Test
  void aResponseIsWordedInManyWays() {
    SceneQuestion question = SceneSource.open("plain/train").sample(0).question();
    Set<String> responses = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      responses.add(question.response(question.answer(), new SceneRandom(i)));
    }
    assertThat(responses).hasSize(9);
  }

  @Test
  void aWrongOptionIsNeverTheAnswer() {
    SceneQuestion question = question(List.of("red", "blue", "green"), 1);
    SceneRandom random = new SceneRandom(2);
    Set<Integer> wrong = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      wrong.add(question.wrongOption(random));
    }
    assertThat(wrong).containsExactlyInAnyOrder(0, 2);
  }

  @Test
  void anOptionOutOfRangeIsRefused() {
    assertThatThrownBy(() -> question(List.of("red", "blue"), 2))
        .hasMessage("answer must be 0 to 1, was 2");
  }

  @Test
  void equalOptionsAreRefused() {
    assertThatThrownBy(() -> question(List.of("red", "red"), 0))
        .hasMessage("options must all differ, was [red, red]");
  }

  @Test
  void aSingleOptionIsRefused() {
    assertThatThrownBy(() -> question(List.of("red"), 0))
        .hasMessage("options must be two to four, was [red]");
  }
}
