package io.emend.inference.answer;

import static io.emend.inference.answer.Answers.COLORS;
import static io.emend.inference.answer.Answers.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers in other scripts, tags and units, and those that replace an answer before them. */
class AnswerSpellingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u9009B",
        "\u6211\u9009\u62e9B\u3002",
        "\u56e0\u6b64\u5e94\u9009\uff22\u3002",
        "\u4e0d\u96be\u770b\u51fa\uff0c\u7b54\u6848\u662fB",
        "\uff22",
        "\u7b54\u6848\uff1a\uff22",
        "```\\nB\\n```",
        "```text\\nB. green\\n```",
        "<final_answer>B</final_answer>",
        "<final-answer>green</final-answer>",
        "<REASONING>It is not red.</REASONING><CONCLUSION>B</CONCLUSION>",
      })
  void anAnswerIsReadInWhateverScriptAndTag(String response) {
    assertThat(found(response, COLORS)).isEqualTo("B");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u4e0d\u9009B",
        "\u4e0d\u5e94\u9009B",
        "\u7b54\u6848\u4e0d\u662fB",
        "\u8bf7\u9009\u62e9A\u3001B\u6216C\u3002",
        "\u9009\u9879B\uff1a\u7eff\u8272\u4e0d\u5bf9",
        "Put it between <answer> and </answer>.",
      })
  void whatDeniesOrAsksInOtherScriptsIsNoAnswer(String response) {
    assertThat(found(response, COLORS)).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5cm|3 cm;5 cm|B",
        "5 cm|3cm;5cm|B",
        "The answer is 5cm.|3 cm;5 cm|B",
        "It is 50 %.|25%;50%|B",
        "The answer is 50 %.|25%;50%|B",
        "10 km/h|5km/h;10km/h|B",
        "## 60 \u00b0 ##|30\u00b0;60\u00b0|B",
        "5 m|5 cm;5 mm|-",
        "## 5 ##|5 cm;5|B",
      })
  void aUnitMayStandApartFromItsNumber(String response, String options, String letter) {
    assertThat(found(response, List.of(options.split(";")))).isEqualTo(letter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It is not red but green.|B",
        "not red but green|B",
        "The answer is not A but B.|B",
        "The colour is not red, but rather green.|B",
        "It is not red.|-",
        "It is not red but it shines.|-",
      })
  void whatAnAnswerIsSetAgainstIsNotPartOfIt(String response, String letter) {
    assertThat(found(response, COLORS)).isEqualTo(letter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The answer is A. Wait, no, it is B.|B",
        "The answer is A. Wait, no. The answer is B.|B",
        "The answer is A. Actually, the answer is green.|B",
        "The answer is A. I apologize, that was a mistake. The answer is B.|B",
        "The answer is A. Wait, the answer is B? Hmm.|-",
        "The answer is A. Wait, no, it is B. Or it could be C.|-",
        "The answer is A. Wait, the answer is not B.|-",
        "The answer is A. The answer is B.|-",
        "The answer is A. Wait, no, it is B. No, the answer is A.|A",
        "The answer is A. Wait, no, it is too dark.|-",
      })
  void anAnswerThatReplacesOneBeforeItIsRead(String response, String letter) {
    assertThat(found(response, COLORS)).isEqualTo(letter);
  }
}
