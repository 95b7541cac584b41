package io.emend.inference.answer;

import static io.emend.inference.answer.Answers.COLORS;
import static io.emend.inference.answer.Answers.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerExtractorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It is green. ## B ##|B",
        "##B##|B",
        "### B ###|B",
        "## b ##|B",
        "## (B) ##|B",
        "## B. ##|B",
        "## **B** ##|B",
        "## B. green ##|B",
        "## B) green ##|B",
        "## green ##|B",
        "## Green. ##|B",
        "## the green ##|B",
        "## dark blue ##|C",
        "## option B ##|B",
        "## The answer is B ##|B",
        "First ## A ##, no: ## B ##|B",
        "## A ## and then ## B ##|B",
        "The answer is A. ## B ##|B",
        "## B ## ####|B",
        "## Reasoning\\nIt is green.\\n## Answer\\nB|B",
      })
  void theLastMarkIsTheAnswer(String response, String letter) {
    assertThat(found(response, COLORS)).isEqualTo(letter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The answer is B",
        "The answer is B.",
        "The answer is (B).",
        "the answer is: B",
        "The correct answer is **B**.",
        "The correct answer is option B.",
        "The answer is \"B\".",
        "The answer would be B",
        "Answer: B",
        "Answer:B",
        "Answer: b",
        "Answer: (b)",
        "ANSWER: B",
        "**Answer:** B",
        "**Answer**: B",
        "Final answer: B. green",
        "Final Answer:\\nB",
        "It is green.\\nB",
        "B",
        "b",
        "B.",
        "(B)",
        "[B]",
        "*B*",
        "**B**",
        "_B_",
        "B) green",
        "B. green",
        "B: green",
        "(B) green",
        "**B.** green",
        "option b",
        "Option B",
        "I choose B",
        "I would pick B.",
        "I'll go with B.",
        "My choice: B",
        "B is correct.",
        "(B) is the right answer",
        "So B is the answer.",
        "\\\\boxed{B}",
        "So $\\\\boxed{B}$.",
        "\\\\boxed{\\\\text{B}}",
        "\\\\boxed{(B)}",
        "The ball lies left.\\ngreen",
        "The ball lies left.\\nGreen.",
        "The ball lies left.\\n\\n\"green\"\\n\\n",
        "The answer is B. Indeed, option B it is.",
        "A cube lies on the left. The answer is B.",
        "The answer is B because I see a ball.",
        "Based on this, the answer is **(B) green**.",
        "After reviewing, the answer remains B.",
        "The answer is still B.",
        "The answer is B rather than A.",
        "Option B: green",
        "Hence, option (B).",
        "<think>The answer is A. Or C?</think>\\n\\nThe answer is B.",
        "<think>## A ##</think> ## B ##",
        "<REASONING> A or B? </REASONING>\\n<CONCLUSION> B </CONCLUSION>",
        "\u7b54\u6848\u662fB",
        "\u56e0\u6b64\uff0c\u6b63\u786e\u7b54\u6848\u662f B\u3002",
        "\u7b54\u6848\uff1aB",
        "\u6545\u9009B\u3002",
        "\u3010\u7b54\u6848\u3011B",
        "\u6b63\u786e\u9009\u9879\u662f B",
        "\u7b54\u6848\u4e3agreen\u3002",
      })
  void aFormThatPeopleUseIsRead(String response) {
    assertThat(found(response, COLORS)).isEqualTo("B");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "##",
        "####",
        "## ##",
        "## letter ##",
        "## X ##",
        "## A or B ##",
        "## A, B ##",
        "## AB ##",
        "## neither ##",
        "The answer is A, or else the answer is B.",
        "The answer is A or B.",
        "Answer: A, B",
        "Answer: A and B",
        "The answer is Z.",
        "The answer is a ball.",
        "The answer is Blue.",
        "The answer is not clear.",
        "The answer cannot be A.",
        "A ball lies on the left.",
        "I cannot tell.",
        "It is red or green.",
        "A. red\\nB. green\\nC. dark blue\\nD. yellow",
        "A or B",
        "B's ball",
        "\u7b54\u6848\u4e0d\u662fB\u3002",
        "\u7b54\u6848\u662fB\u8fd8\u662fC\uff1f",
        "\u5982\u679c\u7b54\u6848\u662fB\u3002",
        "\u7b54\u6848\u662fB\u3002\u4e0d\u5bf9\u3002",
        "blue",
      })
  void whatNamesNoneOrSeveralIsNotGuessed(String response) {
    assertThat(found(response, COLORS)).isEqualTo("-");
  }

  @Test
  void optionsThatDifferByASignAreToldApart() {
    assertThat(found("## -5 ##", List.of("5", "-5"))).isEqualTo("B");
  }

  @Test
  void optionsOfSignsAreToldApart() {
    assertThat(found("## + ##", List.of("-", "+"))).isEqualTo("B");
  }

  @Test
  void aNumberNamesTheOptionWithThatText() {
    assertThat(found("## 2 ##", List.of("1", "2", "3"))).isEqualTo("B");
  }

  @ParameterizedTest
  @ValueSource(strings = {"## A ##", "## (A) ##", "\\\\boxed{A}", "<answer>A</answer>"})
  void aCapitalBetweenMarksIsTheLetterThoughAnotherOptionsTextIsTheSame(String response) {
    assertThat(found(response, List.of("B", "A"))).isEqualTo("A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "## a ##", "It is A.", "The color is A"})
  void elsewhereALetterThatIsAnotherOptionsTextIsNotGuessed(String response) {
    assertThat(found(response, List.of("b", "a"))).isEqualTo("-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The color is dark blue",
        "The colour is **dark blue**.",
        "The color of the disc is dark blue.",
        "It is dark blue.",
        "It's dark blue!",
        "The answer is dark blue.",
        "Answer: dark blue",
        "**Final answer:** Dark blue.",
        "I see one disc.\nThe color is dark blue.",
        "So, the shape is dark blue.",
      })
  void aSentenceThatStatesAnOptionIsRead(String response) {
    assertThat(found(response, COLORS)).isEqualTo("C");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\\\boxed{purple}",
        "\\\\boxed{A} or \\\\boxed{B}",
        "\\\\boxed{}",
        "\\\\boxed{red or green}",
        "<answer></answer>",
        "<answer>A</answer><answer>B</answer>",
        "<answer>B",
        "The answer is A. <answer>B</answer>",
        "It is not green.",
        "It isn't green.",
        "Is it green?",
        "It is green?",
        "If it is green.",
        "It is green or red.",
        "It is red. The color is green.",
        "The sky is green.",
        "The background is green.",
        "There is a wall behind the ball. It is green.",
        "The wrong answer is green.",
        "The color is blue.",
      })
  void whatIsNoPlainStatementOfOneOptionIsNotGuessed(String response) {
    assertThat(found(response, COLORS)).isEqualTo("-");
  }

  @Test
  void anOptionWithinAnothersTextIsToldApart() {
    assertThat(found("It is dark red.", List.of("red", "dark red"))).isEqualTo("B");
    assertThat(found("It is red.", List.of("red", "dark red"))).isEqualTo("A");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\\\boxed{",
        "<answer>",
        "it is ",
        "the color of ",
        "answer is ",
        "option A ",
        "## ",
        "#",
        "A is ",
        ", ",
        "? ",
        "! ",
        "\\n"
      })
  void aLongRunOfOpenMarksTakesNoTime(String mark) {
    assertThat(found(mark.repeat(5_000), COLORS)).isEqualTo("-");
  }

  @Test
  void theTwentySixthOptionCanBeNamed() {
    List<String> options = IntStream.range(0, 26).mapToObj(i -> "o" + i).toList();
    assertThat(found("## Z ##", options)).isEqualTo("Z");
  }

  @Test
  void anOpenAnswerIsTheTextBetweenTheMarks() {
    assertThat(found("I see it. ## a red ball ##", List.of())).isEqualTo("a red ball");
  }

  @Test
  void anOpenAnswerWithoutMarksIsUnparsed() {
    assertThat(found("The answer is a red ball.", List.of())).isEqualTo("-");
  }

  @Test
  void aLongRunOfBlanksTakesNoTime() {
    String blanks = " ".repeat(20_000);
    assertThat(found("answer" + blanks + "##" + blanks + "#", COLORS)).isEqualTo("-");
  }
}
