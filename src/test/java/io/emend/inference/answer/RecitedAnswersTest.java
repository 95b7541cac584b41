package io.emend.inference.answer;

import static io.emend.inference.answer.Answers.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that a response recites, remarks that sound like an answer, and words of others. */
class RecitedAnswersTest {

  private static List<String> split(String options) {
    return List.of(options.split(";"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A) red B) blue C) green|red;blue;green",
        "(A) red (B) blue (C) green|red;blue;green",
        "A. red B. blue C. green|red;blue;green",
        "A: red, B: blue, C: green|red;blue;green",
        "A - red, B - blue|red;blue",
        "A) red or B) blue?|red;blue",
        "A) yes B) no|yes;no",
      })
  void aListOfTheOptionsInOneLineNamesNone(String response, String options) {
    assertThat(found(response, split(options))).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "That's right.|left;right",
        "It is right.|left;right",
        "This is right.|left;right",
        "That is the one.|one;two",
        "That's good.|good;bad",
        "Someone said: the answer is B.|red;blue",
        "The first model answered: the answer is B.|red;blue",
        "The caption says: The answer is B.|red;blue",
        "\"The answer is B\", she wrote.|red;blue",
        "No way the answer is B.|red;blue",
        "There's no chance the answer is B.|red;blue",
        "The answer is B, if the light is blue.|red;blue",
      })
  void remarksQuotesAndConditionsAreNoAnswers(String response, String options) {
    assertThat(found(response, split(options))).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "B) blue. It lies left of the red one.|red;blue|B",
        "B) blue because A) red is not there|red;blue|B",
        "I would say: the answer is B.|red;blue|B",
        "It is true.|true;false|A",
        "The answer is B. False.|True;False|B",
        "The answer is (B) False.|True;False|B",
        "The answer is B: False|True;False|B",
        "Answer: B (False)|True;False|B",
        "(B) False|True;False|B",
        "The answer is False.|True;False|B",
        "The answer is B. That's wrong.|True;False|-",
        "It's to the right.|left;to the right|B",
      })
  void whatOnlyResemblesThemIsRead(String response, String options, String letter) {
    assertThat(found(response, split(options))).isEqualTo(letter);
  }
}
