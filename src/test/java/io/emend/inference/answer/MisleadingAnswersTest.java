package io.emend.inference.answer;

import static io.emend.inference.answer.Answers.COLORS;
import static io.emend.inference.answer.Answers.found;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that seem to name an option and do not, or name another than they seem to. */
class MisleadingAnswersTest {
  /** Response, options with semicolons between, right letter or - for unparsed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Answer: A dog.|cat;dog|B",
        "A dog|cat;dog|B",
        "The correct option is A man walking.|dog walking;man walking|B",
        "The answer is A lot.|a few;a lot|B",
        "The answer is A minor|C minor;A minor|B",
        "The answer is E. coli|virus;E. coli;yeast;mould;worm|B",
        "E. coli|virus;E. coli;yeast;mould;worm|B",
        "Answer: B-52|B-52;F-16|A",
        "Answer: A.M.|P.M.;A.M.|B",
        "The answer is dark red because of the light.|red;dark red|B",
        "I choose the red one.|red;blue|-",
        "I pick red.|red;blue|A",
        "The answer is a.|b;c|A",
        "My choice: I don't know|1;2;3;4;5;6;7;8;9|-",
        "The correct answer to the question is B.|red;blue|B",
      })
  void behindACueAnOptionsTextIsReadBeforeALetter(String response, String options, String letter) {
    assertThat(found(response, split(options))).isEqualTo(letter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Option A is wrong.",
        "The answer is not option A.",
        "The answer is not A.",
        "The answer isn't A.",
        "I can rule out option A.",
        "I would not choose A.",
        "I wouldn't pick A.",
        "I don't think the answer is A.",
        "It is not true that the answer is A.",
        "The answer cannot be option A.",
        "The answer is not \\\\boxed{A}.",
        "Option A does not match the picture.",
        "Is the answer A? I am not sure.",
        "The answer is A?",
        "If it were raining, the answer is A.",
        "The answer is A, which is wrong.",
        "The answer is A, but that is not right.",
        "The answer is A. Wait, that is a shadow.",
        "The answer is A. No, I looked at the wrong disc.",
        "The answer is A. Option B fits better.",
        "Not option A, so B",
        "Unlike option B, the disc is round.",
        "Unlike option A, the disc is round.",
        "A) is not correct.",
        "A. red is wrong",
        "I doubt that A is correct.",
        "The wrong answer is A.",
        "My previous answer is A.",
        "Initial answer: A",
        "The user claims the answer is A.",
        "Some might say the answer is A.",
        "I no longer think the answer is A.",
        "The answer is A, I guess, but it could be B.",
        "The answer is A. I apologize, that was a mistake.",
        "The answer is A. So it should be C.",
        "The answer is A. My answer is wrong.",
        "The answer is A.\\n\\nC",
        "The answer is ~~A~~.",
        "The answer is A \u274c",
        "\u274c A",
        "A. red (incorrect)",
        "<think>The answer is A.",
        "A\\n\\nOption B is the only one that fits.",
        "The answer is A. That's incorrect.",
        "The answer is A. That isn't right.",
        "The answer is A. That can't be right.",
        "The answer is A. I'm mistaken.",
        "A is correct. That's wrong.",
        "A. red\\n\\nThat's wrong.",
        "The answer is red. That's incorrect.",
        "Answer: A (wrong)",
        "Answer: A [incorrect]",
        "The answer is red (incorrect).",
        "The answer is A (rejected).",
        "The answer is A - wrong.",
        "The answer is A: wrong.",
        "The answer is A, false.",
        "Answer: A \ud83d\udc4e",
        "<answer>A</answer> is wrong",
        "The answer is A. The color is green.",
        "The answer is A. The correct color is green.",
        "The answer is A (or B).",
        "The answer is A, or possibly B.",
        "The answer is A, maybe B.",
        "The answer is A, changed to B.",
        "The answer is A. Or B.",
        "The answer is A. Or maybe B.",
        "The answer is A. Alternatively, B.",
        "The answer is A. I would rather say B.",
        "The answer is A. The answer is also B.",
        "The answer is A; B is also right.",
        "The answer is A. However, the disc is green.",
        "The answer is A. My mistake, the disc is green.",
        "The answer is A. Never mind.",
        "The answer is A. Just kidding.",
        "The answer is A. Nope.",
        "A is correct. Not.",
        "According to the critic, the answer is A.",
        "The expected answer is A, but that's a mistake.",
        "I'm unsure the answer is A.",
        "It is hard to believe the answer is A.",
        "A bad answer is A.",
        "The second best answer is A.",
        "<thinking>The answer is A.",
        "reason <think> the answer is A.",
        "A\u266d",
        "A\u00b0",
      })
  void whatIsDeniedAskedSupposedOrTakenBackIsNoAnswer(String response) {
    assertThat(found(response, COLORS)).isEqualTo("-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Option A is wrong. The answer is B.",
        "The answer is not A. The answer is B.",
        "I can rule out option A. The answer is B.",
        "There isn't a red disc, so the answer is B.",
        "The answer is B, not A.",
        "The answer is B and not A.",
        "The answer is green, not red.",
        "The color is green, not red.",
        "The answer is B. However, the picture is dark.",
        "According to the picture, the answer is B.",
        "<thinking>Not A.</thinking> The answer is B.",
        "The answer is B because the disc isn't red.",
        "The answer is B. Option A is wrong.",
        "Option A shows a cat. Option B shows a dog. The answer is B.",
        "It is not red. So B is the answer.",
        "B\\n\\nThe disc is of this color.",
        "B. green\\n\\nExplanation: the disc is green.",
        "Thank you. The correct answer is indeed B.",
        "Sorry for the confusion, the answer is actually B.",
        "I maintain my original answer: B.",
        "The answer is ~~A~~ B.",
        "{\"answer\": \"B\"}",
        "<|begin_of_box|>B<|end_of_box|>",
      })
  void aDenialOfAnotherOptionTakesNothingAway(String response) {
    assertThat(found(response, COLORS)).isEqualTo("B");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Object A is right of object B.|left;right",
        "Plan B is best.|one;two",
        "Hepatitis B is the right answer.|Hepatitis B;Hepatitis A",
        "Line A is the best fit.|Line B;Line A",
        "The sign shows the letter A.|B;A",
        "The letter is A.|B;A",
      })
  void aLetterThatIsPartOfANameIsNoOption(String response, String options) {
    assertThat(found(response, split(options))).isEqualTo("-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A. blue",
        "A) blue",
        "A. The disc is blue.",
        "The answer is A (blue).",
        "The answer is A. blue",
        "The answer is blue (A).",
        "Answer: A - blue",
        "A (blue)",
        "## A. blue ##",
        "## A (blue) ##",
        "\\\\boxed{A. blue}",
        "<answer>A. blue</answer>",
        "A\\nblue",
        "red\\nblue",
        "<answer>C</answer> The answer is A",
        "The answer is C. A it is not.",
      })
  void aLetterAgainstAnotherOptionsTextIsNotGuessed(String response) {
    assertThat(found(response, List.of("red", "blue"))).isEqualTo("-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "B (green)",
        "## B (green) ##",
        "The answer is B (green).",
        "The answer is green (B).",
        "B - green",
        "B. Because it is green.",
      })
  void aLetterBesideItsOwnTextIsRead(String response) {
    assertThat(found(response, COLORS)).isEqualTo("B");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Answer: A-B",
        "Answer: A+B",
        "The answer is A and/or C",
        "The answer is A then B",
        "The answer is A or option B.",
        "The answer is green, red.",
        "The answer is green or red.",
      })
  void severalAreNotOne(String response) {
    assertThat(found(response, COLORS)).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "The answer is √2.|2;3|-",
        "The answer is 1.2|1/2;0.7|-",
        "The answer is 2:1|2.1;3.1|-",
        "The answer is (2, 3)|2.3;3.2|-",
        "The answer is 10,000|10.000;5|-",
        "...|!;question mark|-",
        "## x ≥ 3 ##|x ≤ 3;x ≥ 3|B",
        "## 2^3 ##|2*3;2^3|B",
        "2^3|2*3;2^3|B",
        "C#|C;C#;C++|B",
        "## C# ##|C;C#;C++|B",
        "The answer is C++.|C;C#;C++|C",
        "!|!;?|A",
        "## ? ##|!;?|B",
        "$5|5;$5|B",
        "The answer is - 3.|-3;3|-",
        "\\\\boxed{50\\\\%}|25%;50%|B",
        "\\\\boxed{60^\\\\circ}|30°;60°|B",
        "\\\\boxed{\\\\frac{2}{3}}|1/3;2/3|B",
        "The answer is I.|I;II;III|A",
        "Yes, the disc is blue.|No;Yes|B",
        "No, there is no disc.|Yes;No|B",
        "No, the answer is yes.|Yes;No|-",
        "Yes, the answer is no.|Yes;No|-",
        "No, the answer is B.|Yes;No|B",
        "My answer is correct.|correct;incorrect|-",
        "## −5 ##|5;-5|B",
        "## don’t ##|do;don't|B",
        "## 50 ##|50;50%|A",
      })
  void signsWithinATextCount(String response, String options, String letter) {
    assertThat(found(response, split(options))).isEqualTo(letter);
  }

  private static List<String> split(String options) {
    return List.of(options.split(";"));
  }
}
