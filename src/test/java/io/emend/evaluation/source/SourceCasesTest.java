package io.emend.evaluation.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that people bring, looked at whole before a model is loaded. */
class SourceCasesTest {
  private static final String CASES = "src/test/resources/sources/";
  private static final String DATA = "data:image/png;base64,AAAA";

  @TempDir Path folder;

  private static List<LabelledSample> read(String file) {
    LabelledSource source = LabelledSource.open(file);
    long counted = source.check().orElseThrow();
    try (Stream<LabelledSample> samples = source.samples()) {
      List<LabelledSample> read = samples.toList();
      assertThat(read).hasSize((int) counted);
      return read;
    }
  }

  private static AbstractThrowableAssert<?, ?> refusal(String file) {
    return assertThatThrownBy(() -> LabelledSource.open(file).check())
        .isInstanceOfSatisfying(
            EmendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_INVALID));
  }

  private String written(String name, String text, Charset charset) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(charset)).toString();
  }

  private String written(String name, String text) throws IOException {
    return written(name, text, StandardCharsets.UTF_8);
  }

  private static String row(String id, String question) {
    return "{\"id\":\"%s\",\"image\":\"%s\",\"question\":\"%s\",\"answer\":\"A\"}\n"
        .formatted(id, DATA, question);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train.jsonl", "held-out.jsonl"})
  void theSourcesOfTheDocumentationHaveNoFault(String file) {
    assertThat(LabelledSource.open("docs/shapes/" + file).check()).isPresent();
  }

  @Test
  void aByteOrderMarkIsTaken() {
    assertThat(read(CASES + "bom.jsonl"))
        .extracting(LabelledSample::id)
        .containsExactly("one", "two");
  }

  @ParameterizedTest
  @CsvSource({
    "latin1.jsonl,latin1.jsonl, line 2: the file must be UTF-8,Latin-1",
    "utf16.jsonl,utf16.jsonl, line 1: the file must be UTF-8,UTF-16"
  })
  void anotherEncodingIsRefusedWithItsLine(String file, String name, String line, String encoding) {
    refusal(CASES + file).hasMessageContainingAll(name + ", " + line, "looks like " + encoding);
  }

  @ParameterizedTest
  @ValueSource(strings = {"quiz.csv", "quiz.tsv"})
  void aTableInAnotherEncodingIsRefusedToo(String name) throws IOException {
    String text = "image,question,answer\nx,Gr\u00f6\u00dfe,A\n";
    refusal(written(name, text, StandardCharsets.ISO_8859_1))
        .hasMessageContaining(name + ", line 2: the file must be UTF-8");
    refusal(written(name, text, StandardCharsets.UTF_16LE)).hasMessageContaining("UTF-16");
  }

  @Test
  void aTableOfAnotherKindIsNamed() throws IOException {
    refusal(Files.write(folder.resolve("q.csv"), new byte[] {'P', 'K', 3, 4, 9, 9}).toString())
        .hasMessageContaining("a ZIP archive, as of a spreadsheet");
  }

  @Test
  void faultsBehindOneAnotherAreToldTogether() {
    refusal(CASES + "late-faults.jsonl")
        .hasMessageContainingAll(
            "late-faults.jsonl has 2 faults",
            "line 31: id is that of line 4 as well: must have a sample's id only once, was r3",
            "line 32: image must be a data: URL or the path of a readable file");
  }

  @Test
  void theFirstTwentyFaultsAreKeptAndTheOthersCounted() throws IOException {
    String rows = IntStream.range(0, 33).mapToObj(i -> "{}").collect(Collectors.joining("\n"));
    refusal(written("quiz.jsonl", rows))
        .isInstanceOfSatisfying(
            EmendException.class,
            e -> {
              // Each of the lines has neither a question nor a picture.
              assertThat(e.details()).containsEntry("more", 46L);
              assertThat((List<?>) e.details().get("faults")).hasSize(20);
              assertThat(e).hasMessageContainingAll("has 66 faults", "and 46 more");
            });
  }

  @Test
  void aFaultIsToldByLineFieldRuleAndValue() throws IOException {
    refusal(written("quiz.jsonl", row("a", "Which?") + row("a", "Which?")))
        .isInstanceOfSatisfying(
            EmendException.class,
            e -> {
              assertThat(e.details()).containsEntry("line", 2L).containsEntry("field", "id");
              assertThat((List<?>) e.details().get("faults"))
                  .singleElement()
                  .satisfies(fault -> assertThat(((Map<?, ?>) fault).get("line")).isEqualTo(2L));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"quiz.jsonl", "quiz.csv", "quiz.tsv"})
  void anEmptyFileHasNoSamples(String name) throws IOException {
    refusal(written(name, "")).hasMessageContaining("source has no samples");
    refusal(written(name, "\n\n")).hasMessageContaining("quiz");
  }

  @Test
  void aSplitThatNoRowIsOfHasNoSamples() throws IOException {
    refusal(written("quiz.jsonl", row("a", "Which?")) + "?split=dev")
        .hasMessageContaining("source has no samples");
  }

  @Test
  void whatIsNeitherBase64NorAPathIsRefused() {
    refusal(CASES + "invalid-base64.tsv")
        .hasMessageContaining("line 2: image is neither base64 nor the path of a readable file");
  }

  @Test
  void aBrokenPictureIsFoundWhenItsSampleIsAsked() {
    assertThatCode(() -> LabelledSource.open(CASES + "one-broken-picture.jsonl").check())
        .doesNotThrowAnyException();
  }

  @Test
  void aFolderOfPicturesWithATableIsRead() {
    List<LabelledSample> samples = read(CASES + "folder.csv");
    assertThat(samples).extracting(LabelledSample::answer).containsExactly("A", "B");
    assertThat(samples.get(0).question().options()).containsExactly("red", "blue");
    assertThat(samples.get(1).question().text()).isEqualTo("Which colour, if any, has the disc?");
    assertThat(samples.get(0).images().get(0)).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void aTableHasTheFieldsOfALineAsWell() throws IOException {
    String table =
        " ID ,Image,Question,options,Answer,Category\r\n"
            + "7,\""
            + DATA
            + "\",Which?,\"[\"\"red\"\", \"\"blue\"\"]\",blue,colour\r\n\r\n";
    LabelledSample sample = read(written("quiz.csv", table)).get(0);
    assertThat(sample.id()).isEqualTo("7");
    assertThat(sample.answer()).isEqualTo("B");
    assertThat(sample.category()).isEqualTo("colour");
    assertThat(sample.place()).isEqualTo("line 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image;question;answer|the header must have a column question",
        "image,question,Question,answer|the header must have a column only once, was question",
      })
  void aHeaderThatIsNoneIsRefused(String header, String rule) throws IOException {
    refusal(written("quiz.csv", header + "\n")).hasMessageContaining("quiz.csv, line 1: " + rule);
  }

  @Test
  void aListWithinATableIsJson() throws IOException {
    String table = "image,question,options,answer\n\"" + DATA + "\",Which?,red|blue,A\n";
    refusal(written("quiz.csv", table)).hasMessageContaining("options must be a JSON array");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quiz.xlsx", "quiz.json", "quiz", "quiz.csv.gz"})
  void aFormatThatIsNoneIsToldWhichThereAre(String name) throws IOException {
    String file = written(name, row("a", "Which?"));
    refusal(file).hasMessageContaining("must end in .jsonl, .ndjson, .csv, .tsv or .parquet");
  }

  @Test
  void aFieldThatStandsTwiceInALineIsRefused() throws IOException {
    refusal(written("quiz.jsonl", "{\"answer\":\"A\",\"answer\":\"B\"}"))
        .hasMessageContaining("line 1: the line must be a JSON object");
  }
}
