package io.emend.preference;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.correction.Outcome;
import io.emend.preference.pair.PairOptions;
import io.emend.storage.file.FileObjectStore;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedQuestionsTest {
  private static final String IMAGE = "a".repeat(64);
  private static final String OTHER = "b".repeat(64);

  @TempDir Path folder;
  private TrainedQuestions trained;

  @BeforeEach
  void train() {
    DatasetStore datasets = new DatasetStore(new FileObjectStore(folder));
    DatasetId id = new DatasetId("crowded", "v1");
    datasets.write(
        id,
        List.of(
            Samples.of("a", Outcome.RIGHT_WRONG, "c", IMAGE, "Which?"),
            Samples.of("b", Outcome.RIGHT_RIGHT, "c", OTHER, "Which?"),
            Samples.of("c", Outcome.RIGHT_WRONG, "c", List.of(OTHER, IMAGE), "Which first?")),
        PairOptions.DEFAULTS,
        Samples.LINEAGE);
    trained = TrainedQuestions.of(Stream.of(datasets.open(id)));
  }

  private boolean knows(List<String> images, String question) {
    return trained.digests().contains(QuestionDigest.of(images, question));
  }

  @Test
  void aQuestionOfAPairIsKnown() {
    assertThat(knows(List.of(IMAGE), "Which?")).isTrue();
  }

  @Test
  void spaceAroundAQuestionDoesNotMakeItNew() {
    assertThat(knows(List.of(IMAGE), " Which?\n")).isTrue();
  }

  @Test
  void anotherQuestionAboutThePictureIsNew() {
    assertThat(knows(List.of(IMAGE), "How many?")).isFalse();
  }

  @Test
  void theQuestionAboutAnotherPictureIsNew() {
    assertThat(knows(List.of("c".repeat(64)), "Which?")).isFalse();
  }

  @Test
  void aQuestionAboutSeveralPicturesIsKnown() {
    assertThat(knows(List.of(OTHER, IMAGE), "Which first?")).isTrue();
  }

  /** "The first" is another one then. */
  @Test
  void anotherOrderOfThePicturesIsNew() {
    assertThat(knows(List.of(IMAGE, OTHER), "Which first?")).isFalse();
  }

  @Test
  void aQuestionAboutFewerOfThePicturesIsNew() {
    assertThat(knows(List.of(OTHER), "Which first?")).isFalse();
    assertThat(knows(List.of(OTHER), IMAGE + "\nWhich first?")).isFalse();
  }

  @Test
  void aSampleThatMadeNoPairWasNotTrainedOn() {
    assertThat(knows(List.of(OTHER), "Which?")).isFalse();
  }
}
