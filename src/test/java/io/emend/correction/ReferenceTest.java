package io.emend.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.inference.Question;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
  private static final Question COLORS =
      new Question("Which?", List.of("red", "Dark Red", "blue"), null);
  private static final Question LETTERS = new Question("Which?", List.of("B", "A", "c"), null);

  @ParameterizedTest
  @CsvSource({
    "A,A",
    "b,B",
    "red,A",
    "RED,A",
    "' blue ',C",
    "dark red,B",
    "B. dark red,B",
    "(c) blue,C"
  })
  void anOptionIsNamedByItsLetterOrItsTextOrBoth(String text, String letter) {
    assertThat(Reference.of(text, COLORS).answer()).isEqualTo(letter);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "D", "green", "0", "1", "AB", "A. blue", "A or B", "ı"})
  void whatNamesNoOptionIsRefused(String text) {
    assertThatThrownBy(() -> Reference.of(text, COLORS))
        .hasMessage("reference must name one of the options, was " + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "B", "a"})
  void aLetterThatIsAnotherOptionsTextIsRefused(String text) {
    assertThatThrownBy(() -> Reference.of(text, LETTERS))
        .hasMessageContaining("reference must be clear: write it as \"A. B\" or \"B. A\"");
  }

  @Test
  void aLetterWithItsTextIsClear() {
    assertThat(Reference.of("A. B", LETTERS).answer()).isEqualTo("A");
  }

  @Test
  void aLetterThatIsTheOptionsOwnTextIsClear() {
    assertThat(Reference.of("c", LETTERS).answer()).isEqualTo("C");
  }

  @Test
  void optionsThatDifferByCaseAreToldApart() {
    Question question = new Question("Which?", List.of("Polish", "polish"), null);
    assertThat(Reference.of("polish", question).answer()).isEqualTo("B");
    assertThatThrownBy(() -> Reference.of("POLISH", question)).hasMessageContaining("clear");
  }

  @Test
  void whereOptionsStandByTheirLettersACapitalIsALetter() {
    assertThat(Reference.ofLetter("answer", "B", LETTERS).answer()).isEqualTo("B");
    assertThatThrownBy(() -> Reference.ofLetter("answer", "a", LETTERS))
        .hasMessageContaining("answer must be clear");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "B", "C"})
  void aLetterSaidClearlyIsReadAsThatLetter(String letter) {
    String said = new Reference(letter).clear(LETTERS);
    assertThat(Reference.of(said, LETTERS).answer()).isEqualTo(letter);
  }
}
