package io.emend.evaluation.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceErrorsTest {
  private static final String PICTURE = "\"image\":\"data:image/png;base64,AAAA\"";

  @TempDir Path folder;

  private List<LabelledSample> read(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    try (Stream<LabelledSample> samples = LabelledSource.open(file.toString()).samples()) {
      return samples.toList();
    }
  }

  private AbstractThrowableAssert<?, ?> refusal(String name, String content) {
    return assertThatThrownBy(() -> read(name, content))
        .isInstanceOfSatisfying(
            EmendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_INVALID));
  }

  private static String row(String fields) {
    return "\n{" + fields + "}\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"answer\":\"A\"|question must not be empty, was ",
        "\"question\":\"Q\",\"options\":[\"x\",\"y\"]|answer must not be empty, was ",
        "\"question\":\"Q\",\"options\":[\"x\",\"y\"],\"answer\":\"C\"|answer must name one of"
            + " the options, was C",
        "\"question\":\"Q\",\"options\":[\"x\",\"y\"],\"answer\":2|answer must be an index from 0"
            + " to 1, was 2",
        "\"question\":\"Q\",\"options\":[\"x\",\"y\"],\"answer\":-1|answer must be an index from 0"
            + " to 1, was -1",
        "\"question\":\"Q\",\"options\":[\"x\"],\"answer\":\"A\"|options must be 2 to 26, or none,"
            + " was 1",
        "\"question\":\"Q\",\"options\":\"x\",\"answer\":\"A\"|options must be a list, was x",
        "\"question\":\"Q\",\"options\":[\"x\",null],\"answer\":\"A\"|options must hold text only,"
            + " was null",
        "\"question\":\"Q\",\"options\":[\"B. x\",\"A. y\"],\"answer\":\"A\"|options must stand in"
            + " the order of their letters, was [B. x, A. y]",
        "\"question\":\"Q\",\"options\":[\"(B) x\",\"(A) y\"],\"answer\":\"B\"|options must stand in"
            + " the order of their letters, was [(B) x, (A) y]",
        "\"question\":[1],\"answer\":\"A\"|question must be text, was a list"
      })
  void aFieldThatBreaksARuleIsNamedWithItsLine(String fields, String message) {
    refusal("quiz.jsonl", row(PICTURE + "," + fields))
        .hasMessage("quiz.jsonl, line 2: " + (message.endsWith("was") ? message + " " : message));
  }

  @Test
  void aLineThatIsNoObjectIsNamed() {
    refusal("quiz.jsonl", "\n[1]\n").hasMessageContaining("line 2: the line must be a JSON object");
  }

  @Test
  void aPictureOutsideTheFolderIsRefused() {
    refusal("quiz.jsonl", row("\"image\":\"../x.png\",\"question\":\"Q\",\"answer\":\"A\""))
        .hasMessageContaining("image must be a path below the source's folder, was ../x.png");
  }

  @Test
  void aPictureThatIsNotThereIsNamed() {
    refusal("quiz.jsonl", row("\"image\":\"x.png\",\"question\":\"Q\",\"answer\":\"A\""))
        .hasMessageContaining("image must be a data: URL or the path of a readable file");
  }

  @Test
  void aTableWithAMissingColumnIsNamedWithItsLine() {
    refusal("quiz.tsv", "index\timage\tquestion\n1\tx\n")
        .hasMessage("quiz.tsv, line 2: the line must have 3 columns, was 2");
  }

  @Test
  void aReferenceToNoPictureIsNamed() {
    refusal("quiz.tsv", "index\timage\tquestion\tA\tB\tanswer\n1\t9\tQ\tx\ty\tA\n")
        .hasMessage("quiz.tsv, line 2: image must be the index of a row with a picture, was 9");
  }

  @Test
  void anOptionAfterAGapIsNamed() {
    refusal("quiz.tsv", "question\tA\tB\tC\timage\tanswer\nQ\tx\t\ty\t" + "A".repeat(80) + "\tA\n")
        .hasMessage("quiz.tsv, line 2: C must follow the other options without a gap, was y");
  }

  @Test
  void aLineIsCountedRightBehindAFieldOfSeveralLines() {
    String picture = "data:image/png;base64,AAAA";
    refusal(
            "quiz.csv",
            "image,question,answer\n\"%s\",\"a\n\nb\",A\ny.png,c,d\n".formatted(picture))
        .hasMessageContaining("quiz.csv, line 5: image must be")
        .hasMessageNotContaining("line 2");
  }

  /** All rows behind it would be part of its field. */
  @ParameterizedTest
  @ValueSource(strings = {"\"open", "\"o\"\"", "\"\"\"", "\"a\"\"\"\"b"})
  void aQuoteThatIsNeverClosedIsNamed(String cell) {
    refusal("quiz.csv", "image,answer,question\nx.png,A,a\ny.png,B," + cell + "\nz.png,A,c\n")
        .hasMessage(
            "quiz.csv, line 3: row must close each quote that it opens, was open at the end of the"
                + " file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"\"\"\"", "\"a\"\"b\"", "5\" wide", "5\"\" wide", "a\"\"\"b"})
  void quotesThatAreClosedOrPartOfTheTextAreTaken(String cell) {
    refusal("quiz.csv", "image,answer,question\nx.png,A," + cell + "\n")
        .hasMessageNotContaining("quote");
  }

  /** Rows of open questions beside others: the options' places are there, with nothing in them. */
  @Test
  void emptyPlacesForOptionsMakeAnOpenQuestion() throws IOException {
    String picture = "data:image/png;base64,AAAA";
    String row = "{\"image\":\"%s\",\"question\":\"Q\",\"answer\":\"A\",\"options\":[]}\n";
    assertThat(read("quiz.jsonl", row.formatted(picture)).get(0).answer()).isEqualTo("A");
    String table = "image,question,answer,choice_a,choice_b\n\"%s\",Q,A,,\n";
    assertThat(read("quiz.csv", table.formatted(picture)).get(0).answer()).isEqualTo("A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"option_a", "Option A", "choice-b", "optionA", "choice1", "opt_1"})
  void optionsUnderAnotherNameMakeNoOpenQuestion(String column) {
    String row = "\"data:image/png;base64,AAAA\",What?,A,red\n";
    refusal("quiz.csv", "image,question,answer," + column + "\n" + row)
        .hasMessage(
            "quiz.csv, line 2: options must be in options, in A, B and so on, or in choice_a,"
                + " choice_b, was "
                + column);
  }

  @Test
  void anIdThatStandsForTwoSamplesIsNamed() {
    refusal(
            "quiz.tsv",
            "index\tquestion\tA\tB\timage\tanswer\n"
                + ("7\tQ\tx\ty\t" + "A".repeat(80) + "\tA\n").repeat(2))
        .hasMessageContaining("must have a sample's id only once, was 7");
  }

  @Test
  void aFileThatIsNoParquetIsRefused() {
    refusal("quiz.parquet", "PAR1, or not")
        .hasMessageContaining("must be a Parquet file")
        .hasMessageNotContaining("InputFile@");
  }

  @Test
  void anUnknownOptionOfASourceIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("quiz.jsonl"), "");
    assertThatThrownBy(() -> LabelledSource.open(file + "?splt=dev")).hasMessageContaining("splt");
  }
}
