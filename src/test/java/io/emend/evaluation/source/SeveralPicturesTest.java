package io.emend.evaluation.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows whose question is about more than one picture. */
class SeveralPicturesTest {
  private static final byte[] FIRST = {1, 2, 3};
  private static final byte[] SECOND = {4, 5, 6};

  /** Both in base64, long enough to be no other row's index. */
  private static final String DATA = "data:image/png;base64,";

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.write(folder.resolve("a.png"), FIRST);
    Files.write(folder.resolve("it's.png"), SECOND);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static List<LabelledSample> read(String file) {
    LabelledSource source = LabelledSource.open(file);
    source.check();
    try (Stream<LabelledSample> samples = source.samples()) {
      return samples.toList();
    }
  }

  private List<byte[]> pictures(String name, String text) throws IOException {
    return read(file(name, text)).get(0).images();
  }

  private AbstractThrowableAssert<?, ?> refusal(String name, String text) throws IOException {
    String file = file(name, text);
    return assertThatThrownBy(() -> LabelledSource.open(file).check())
        .isInstanceOfSatisfying(
            EmendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_INVALID));
  }

  private static String line(String pictures) {
    return "{\"id\":\"x\"," + pictures + ",\"question\":\"Which?\",\"answer\":\"red\"}\n";
  }

  @Test
  void aLineHasAListInOrder() throws IOException {
    String list = "\"images\":[\"it's.png\",\"a.png\",\"" + DATA + "AQID\"]";
    assertThat(pictures("quiz.jsonl", line(list))).containsExactly(SECOND, FIRST, FIRST);
  }

  @Test
  void aListOfOneIsOnePicture() throws IOException {
    assertThat(pictures("quiz.jsonl", line("\"images\":[\"a.png\"]"))).containsExactly(FIRST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]"})
  void aRowOfOnePictureBesideOthersLeavesTheListOut(String none) throws IOException {
    assertThat(pictures("quiz.jsonl", line("\"image\":\"a.png\",\"images\":" + none)))
        .containsExactly(FIRST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[\"\"a.png\"\", \"\"it's.png\"\"]",
        "['a.png', \"\"it's.png\"\"]",
        "['a.png', 'it\\'s.png']",
        " ['a.png', 'it\\'s.png',] ",
      })
  void aTableHasAListAsJsonOrPythonWritesIt(String cell) throws IOException {
    String csv = "images,question,answer\n\"" + cell + "\",Which?,red\n";
    assertThat(pictures("quiz.csv", csv)).containsExactly(FIRST, SECOND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image", "image_path", "Images"})
  void aTableHasAListUnderTheseNames(String column) throws IOException {
    String tsv = column + "\tquestion\tanswer\n['a.png', 'a.png']\tWhich?\tred\n";
    assertThat(pictures("quiz.tsv", tsv)).containsExactly(FIRST, FIRST);
  }

  /** As VLMEvalKit has it: what the index leads to may be a list. */
  @Test
  void anIndexOfARowWithSeveralStandsForAllOfThem() {
    List<LabelledSample> samples = read("src/test/resources/golden/evaluation/several.tsv");
    assertThat(samples.get(0).images()).hasSize(2).doesNotHaveDuplicates();
    assertThat(samples.get(1).images()).containsExactlyElementsOf(samples.get(0).images());
  }

  @ParameterizedTest
  @ValueSource(strings = {"several.parquet", "several-bytes.parquet"})
  void aColumnOfListsIsRead(String name) {
    List<LabelledSample> samples = read("src/test/resources/golden/evaluation/" + name);
    assertThat(samples.get(0).images())
        .hasSize(2)
        .allSatisfy(picture -> assertThat(picture).startsWith(0x89, 'P', 'N', 'G'));
    assertThat(samples.get(1).images()).containsExactly(samples.get(0).images().get(1));
  }

  @Test
  void bothFieldsAreRefusedOnce() throws IOException {
    refusal("quiz.jsonl", line("\"image\":\"a.png\",\"images\":[\"a.png\"]"))
        .hasMessage(
            "quiz.jsonl, line 1: images must be left out where image is given, was [a.png]");
  }

  @Test
  void aPathBesideAListIsRefused() throws IOException {
    refusal("quiz.csv", "image_path,images,question,answer\na.png,['a.png'],Which?,red\n")
        .hasMessageContaining("line 2: images must be left out where image_path is given");
  }

  @Test
  void eachPictureThatIsNotThereIsNamedByItsPlace() throws IOException {
    refusal("quiz.jsonl", line("\"images\":[\"x.png\",\"a.png\",\"y.png\"]"))
        .hasMessageContainingAll(
            "has 2 faults",
            "line 1: images[0] must be a data: URL or the path of a readable file, was x.png",
            "line 1: images[2] must be a data: URL or the path of a readable file, was y.png");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|images must be a list of one or more pictures, was []",
        "\"a.png\"|images must be a list of one or more pictures, was a.png",
        "[\"a.png\",7]|images[1] must hold a picture, was 7",
        "[\"a.png\",null]|images[1] must hold a picture, was null",
        "[\"../x.png\"]|images[0] must be a path below the source's folder, was ../x.png",
      })
  void whatIsNoListOfPicturesIsRefused(String value, String message) throws IOException {
    refusal("quiz.jsonl", line("\"images\":" + value)).hasMessage("quiz.jsonl, line 1: " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"images", "image"})
  void aCellThatIsNoListIsRefused(String column) throws IOException {
    refusal("quiz.tsv", column + "\tquestion\tanswer\n[a.png; b.png]\tWhich?\tred\n")
        .hasMessageContaining(
            "line 2: " + column + " must be a list, as in [\"a.png\", \"b.png\"]");
  }

  @Test
  void severalInTheFieldOfOneAreRefused() throws IOException {
    refusal("quiz.jsonl", line("\"image\":[\"a.png\",\"a.png\"]"))
        .hasMessageContaining("image must hold one picture: several belong in images, was 2");
  }

  @Test
  void aRowWithAListHasAPicture() throws IOException {
    String rows = line("\"images\":[\"a.png\"]") + line("\"images\":[]");
    assertThat(read(file("quiz.jsonl", rows) + "?image=only")).hasSize(1);
  }

  /** The same number, question and options: only the pictures tell that it is no rotation. */
  @Test
  void questionsAboutOtherPicturesAreNoRotations() throws IOException {
    String header = "index\timages\tquestion\tA\tB\tanswer\n";
    String rows =
        "1\t['a.png', 'a.png']\tWhich?\tx\ty\tA\n1000001\t['a.png', \"it's.png\"]\tWhich?\ty\tx\tA\n";
    assertThat(read(file("quiz.tsv", header + rows)))
        .extracting(LabelledSample::group)
        .containsExactly("1", "1000001");
  }

  @Test
  void rotationsOfAQuestionAboutSeveralShareAGroup() throws IOException {
    String header = "index\timages\tquestion\tA\tB\tanswer\n";
    String rows =
        "1\t['a.png', 'a.png']\tWhich?\tx\ty\tA\n1000001\t['a.png', 'a.png']\tWhich?\ty\tx\tB\n";
    assertThat(read(file("quiz.tsv", header + rows)))
        .extracting(LabelledSample::group)
        .containsExactly("1", "1");
  }

  @Test
  void aFaultSaysWhichLineAndField() throws IOException {
    refusal("quiz.jsonl", line("\"images\":[\"a.png\",\"x.png\"]"))
        .isInstanceOfSatisfying(
            EmendException.class,
            e ->
                assertThat(e.details())
                    .containsAllEntriesOf(
                        Map.of("line", 1L, "field", "images[1]", "value", "x.png")));
  }
}
