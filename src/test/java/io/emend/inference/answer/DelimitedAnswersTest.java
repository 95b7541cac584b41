package io.emend.inference.answer;

import static io.emend.inference.answer.Answers.COLORS;
import static io.emend.inference.answer.Answers.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelimitedAnswersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\\\boxed{dark blue}",
        "\\\\boxed{\\\\mathrm{C}}",
        "\\\\boxed{\\\\text{dark blue}}",
        "\\\\boxed{\\\\textbf{(C) dark blue}}",
        "So it is $\\\\boxed{\\\\mathbf{C}}$.",
        "\\\\text{C}",
        "It is \\\\(\\\\boxed{dark~blue}\\\\).",
        "## \\\\text{dark blue} ##",
        "## $\\\\mathrm{C}$ ##",
        "## \\\\boxed{C} ##",
        "<answer>C</answer>",
        "<think>Not red.</think>\n<answer>\n C. dark blue \n</answer>",
        "<ANSWER>dark blue</ANSWER>",
        "\\\\boxed{C} \\\\boxed{dark blue}",
      })
  void whatStandsBetweenMarksOfLatexOrTagsIsRead(String response) {
    assertThat(found(response, COLORS)).isEqualTo("C");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\\\boxed{dark red}|dark red",
        "So \\\\boxed{\\\\text{dark red}}.|dark red",
        "<answer> dark red </answer>|dark red",
        "\\\\boxed{\\\\frac{1}{2}}|\\\\frac{1}{2}",
        "\\\\boxed{1} or \\\\boxed{2}|-",
        "It is dark red.|-",
      })
  void anOpenAnswerIsReadBetweenMarksOfLatexOrTagsToo(String response, String answer) {
    assertThat(found(response, List.of())).isEqualTo(answer.translateEscapes());
  }
}
