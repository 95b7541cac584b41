package io.emend.evaluation.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer of a file names: a label that is read as another one is found by nobody. */
class LabelsTest {
  private static final String PICTURE = "A".repeat(80);

  @TempDir Path folder;

  private static List<LabelledSample> read(String file) {
    try (Stream<LabelledSample> samples = LabelledSource.open(file).samples()) {
      return samples.toList();
    }
  }

  private static List<String> answers(String file) {
    return read("src/test/resources/sources/" + file).stream().map(LabelsTest::answer).toList();
  }

  private static String answer(LabelledSample sample) {
    List<String> options = sample.question().options();
    return options.isEmpty()
        ? sample.answer()
        : sample.answer() + " " + options.get(sample.answer().charAt(0) - 'A');
  }

  private String answer(String name, String content) throws IOException {
    return answer(read(Files.writeString(folder.resolve(name), content).toString()).get(0));
  }

  private String row(String fields) throws IOException {
    String picture = "\"image\":\"data:image/png;base64,AAAA\"";
    return answer("quiz.jsonl", "{" + picture + ",\"question\":\"Q\"," + fields + "}");
  }

  private String table(String options, String values, String answer) throws IOException {
    String head = "image\tquestion\t" + options.replace(' ', '\t') + "\tanswer\n";
    String line = PICTURE + "\tQ\t" + values.replace(' ', '\t') + "\t" + answer + "\n";
    return answer("quiz.tsv", head + line);
  }

  @Test
  void aLetterOfATableIsALetterThoughAnotherOptionsTextIsTheSame() {
    assertThat(answers("letter-is-also-a-text.tsv")).containsExactly("B A");
  }

  @Test
  void namesOfClassLabelsAreFoundAmongTheChoices() {
    assertThat(answers("classlabel-other-order.parquet")).containsExactly("A yes", "B no");
  }

  @Test
  void namesOfClassLabelsAreTheAnswersWithoutChoices() {
    assertThat(answers("classlabel-without-choices.parquet")).containsExactly("yes", "no");
  }

  @Test
  void caseAndOuterBlanksOfAnAnswerDoNotCount() {
    assertThat(answers("capitals-and-blanks.jsonl")).containsExactly("A red", "B blue");
  }

  @ParameterizedTest
  @CsvSource({
    "A B C D,D A B C,B,B A",
    "A B C D,D A B C,D,D C",
    "A B C D,a b c d,b,B b",
    "A B C,red blue green,c,C green",
    "A B C,red blue green,GREEN,C green",
    "B A,red blue,A,A blue",
    "A B,x y,x,A x",
    "A B C,3 2 1,2,B 2",
    "choice_a choice_b,b a,B,B a",
  })
  void anAnswerOfATableNamesAnOption(String columns, String values, String answer, String right)
      throws IOException {
    assertThat(table(columns, values, answer)).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({
    "A B,red blue,C,must name one of the options",
    "A B,red blue,0,must name one of the options",
    "A B,red blue,1,must name one of the options",
    "A B,red blue,AB,must name one of the options",
    "A B C,b a c,b,must be clear",
    "A B E,'E red ',E,must name an option that is not empty",
  })
  void anAnswerOfATableThatIsNotClearIsRefused(
      String columns, String values, String answer, String rule) {
    assertThatThrownBy(() -> table(columns, values, answer))
        .hasMessageStartingWith("quiz.tsv, line 2: answer " + rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"options\":[\"red\",\"blue\"],\"answer\":\"B\"|B blue",
        "\"options\":[\"red\",\"blue\"],\"answer\":0|A red",
        "\"options\":[\"C\",\"D\"],\"answer\":\"C\"|A C",
        "\"options\":[\"A\",\"B\"],\"answer\":\"B\"|B B",
        "\"options\":[0,1],\"answer\":1|B 1",
        "\"options\":[1,0],\"answer\":\"1\"|A 1",
        "\"choices\":[\"B\",\"A\"],\"answer\":\"A. B\"|A B",
        "\"A\":\"B\",\"B\":\"A\",\"answer\":\"A\"|A B",
        "\"a\":\"B\",\"b\":\"A\",\"answer\":\"A\"|A B",
      })
  void anAnswerOfALineNamesAnOption(String fields, String right) throws IOException {
    assertThat(row(fields)).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"options\":[\"B\",\"A\"],\"answer\":\"A\"|answer must be clear",
        "\"options\":[\"red\",\"a\"],\"answer\":\"a\"|answer must be clear",
        "\"Options\":[\"red\",\"a\"],\"answer\":\"a\"|options must be spelt so",
        "\"options\":[1,0],\"answer\":1|answer is an index and another option's text",
        "\"options\":[\"red\",\"blue\"],\"answer\":2|answer must be an index from 0 to 1",
        "\"options\":[\"red\",\"blue\"],\"answer\":1.0|answer must be an index from 0 to 1",
        "\"options\":[\"red\",\"blue\"],\"answer\":\"1\"|answer must name one of the options",
        "\"options\":[\"x\",\"y\"],\"answer\":\"A\",\"image_2\":\"b.png\"|images must have all"
            + " pictures",
        "\"options\":[\"x\",\"y\"],\"choices\":[\"y\",\"x\"],\"answer\":\"A\"|options must be"
            + " given",
        "\"options\":[\"x\",\"y\"],\"A\":\"y\",\"B\":\"x\",\"answer\":\"A\"|options must be given",
      })
  void anAnswerOfALineThatIsNotClearIsRefused(String fields, String rule) {
    assertThatThrownBy(() -> row(fields)).hasMessageStartingWith("quiz.jsonl, line 1: " + rule);
  }

  private List<LabelledSample> rotations(String second) throws IOException {
    String rows = "index\timage\tquestion\tA\tB\tanswer\n3\t" + PICTURE + "\tQ\tred\tblue\tA\n";
    return read(Files.writeString(folder.resolve("quiz.tsv"), rows + second + "\n").toString());
  }

  @Test
  void rotationsOfAQuestionNameTheSameText() throws IOException {
    assertThat(rotations("1000003\t3\tQ\tblue\tred\tB"))
        .extracting(LabelledSample::group)
        .containsExactly("3", "3");
    assertThatThrownBy(() -> rotations("1000003\t3\tQ\tblue\tred\tA"))
        .hasMessageContaining("line 3: answer must be \"red\", as on line 2 of the same question");
  }

  @Test
  void anotherQuestionAMillionOnIsNoRotation() throws IOException {
    assertThat(rotations("1000003\t" + "B".repeat(80) + "\tQ\tblue\tred\tA"))
        .extracting(LabelledSample::group)
        .containsExactly("3", "1000003");
    assertThat(rotations("1000003\t3\tAnother\tblue\tred\tA"))
        .extracting(LabelledSample::group)
        .containsExactly("3", "1000003");
  }
}
