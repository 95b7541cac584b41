package io.emend.evaluation.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that pandas and pyarrow wrote; tools/reference/make_evaluation_goldens.py makes them. */
class BenchmarkFilesTest {

  private static List<LabelledSample> read(String name) {
    try (Stream<LabelledSample> samples = open(name).samples()) {
      return samples.toList();
    }
  }

  private static LabelledSource open(String name) {
    return LabelledSource.open("src/test/resources/golden/evaluation/" + name);
  }

  @Test
  void aTableKeepsTabsQuotesAndLinesOfItsFields() {
    LabelledSample sample = read("circular.tsv").get(0);
    assertThat(sample.question().text()).isEqualTo("The \"red\"\tone?");
    assertThat(sample.question().hint()).isEqualTo("two\nlines");
  }

  @Test
  void aShortImageIsTheIndexOfTheRowThatHasIt() {
    List<LabelledSample> samples = read("circular.tsv");
    assertThat(samples.get(1).images()).containsExactlyElementsOf(samples.get(0).images());
    assertThat(samples.get(2).images().get(0)).isNotEqualTo(samples.get(0).images().get(0));
  }

  @Test
  void rotationsShareAGroup() {
    assertThat(read("circular.tsv"))
        .extracting(LabelledSample::group)
        .containsExactly("3", "3", "4");
  }

  @Test
  void aSplitLeavesTheOtherRowsOut() {
    assertThat(read("circular.tsv?split=test")).extracting(LabelledSample::id).containsExactly("4");
  }

  @Test
  void scienceQaHasAnIndexAndChoices() {
    LabelledSample sample = read("scienceqa.parquet?image=only").get(0);
    assertThat(sample.question().options()).containsExactly("blue", "red");
    assertThat(sample.answer()).isEqualTo("B");
    assertThat(sample.question().hint()).isEqualTo("It is one colour.");
    assertThat(sample.category()).isEqualTo("colour");
  }

  @Test
  void rowsWithoutAPictureAreLeftOutOnRequestOnly() {
    assertThat(read("scienceqa.parquet?image=only")).hasSize(2);
    assertThatThrownBy(() -> read("scienceqa.parquet"))
        .hasMessage("scienceqa.parquet, row 2: image must hold a picture, was null");
  }

  @Test
  void seedBenchHasChoicesInColumnsAndAListOfPictures() {
    LabelledSample sample = read("seed.parquet").get(0);
    assertThat(sample.id()).isEqualTo("s1");
    assertThat(sample.question().options()).containsExactly("red", "green", "blue", "white");
    assertThat(sample.answer()).isEqualTo("C");
    assertThat(sample.images().get(0)).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void ai2dHasAnIndexAsTextEvenWhereItIsAlsoAnOption() {
    assertThat(read("ai2d.parquet").get(0).answer()).isEqualTo("C");
    assertThat(open("ai2d.parquet").check()).hasValue(2);
  }

  @Test
  void digitsThatNoOtherRowTellsToBeIndicesAreRefused() {
    assertThatThrownBy(open("counting.parquet")::check)
        .hasMessage(
            "counting.parquet, row 1: answer is an index and another option's text, and no row of "
                + "the file tells which: write C or A, was 2");
  }

  @Test
  void mmStarHasItsOptionsWithinTheQuestion() {
    LabelledSample sample = read("mmstar.parquet").get(0);
    assertThat(sample.question().text()).isEqualTo("Which colour?");
    assertThat(sample.question().options()).containsExactly("red, or so", "blue", "a B: b", "none");
    assertThat(sample.answer()).isEqualTo("A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "zstd", "gzip", "brotli", "lz4"})
  void whateverItsCompressionAFileIsReadAlike(String codec) {
    List<LabelledSample> samples = read("codec-" + codec + ".parquet");
    assertThat(samples).hasSize(20);
    assertThat(samples.get(19).question().text()).startsWith("Which colour has disc 19? So? So?");
    assertThat(samples.get(19).images())
        .containsExactlyElementsOf(read("mmstar.parquet").get(0).images());
  }
}
