package io.emend.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.emend.correction.Outcome;
import io.emend.preference.pair.PairOptions;
import io.emend.preference.pair.PairSelection;
import io.emend.preference.pair.PreferencePair;
import io.emend.storage.Sha256;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows name one picture as they always have, and several beside it. */
class PictureIdsTest {
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);

  /** As versions before this one wrote it. */
  private static final String SAMPLE =
      """
      {"id":"s","source":"test","category":"color","image":"%s",\
      "asked":{"question":"Which?","options":["red","blue"],\
      "prompt":"Which?\\nA. red\\nB. blue\\nAnswer."},"reference":"A",\
      "initial":{"response":"First ## A ##","answer":"A"},\
      "refined":{"response":"Then ## B ##","answer":"B"},"outcome":"right_wrong",\
      "lineage":{"model":"emend-tiny","review":"Look again.","sampling":{"temperature":0.7,\
      "topP":1.0,"topK":0,"minP":0.0,"repetitionPenalty":1.0,"maxTokens":64},"seed":1}}\
      """
          .formatted(A);

  private static final String PAIR =
      """
      {"sample":"s","category":"color","image":"%s","question":"Which?",\
      "prompt":"Which?\\nA. red\\nB. blue\\nAnswer.","chosen":"First ## A ##",\
      "rejected":"Then ## B ##","outcome":"right_wrong","split":"train"}\
      """
          .formatted(A);

  private static LabelledCorrection sample(String... pictures) {
    return Samples.of("s", Outcome.RIGHT_WRONG, "color", List.of(pictures), "Which?");
  }

  private static PreferencePair pair(String... pictures) {
    return PairSelection.of(List.of(sample(pictures)), PairOptions.DEFAULTS).pairs().get(0);
  }

  private static String json(Object row) {
    return DatasetJson.tree(row).toString();
  }

  private static <T> T read(String row, Class<T> type) throws JsonProcessingException {
    return DatasetJson.MAPPER.readValue(row, type);
  }

  @Test
  void rowsAboutOnePictureAreWhatTheyWere() {
    assertThat(json(sample(A))).isEqualTo(SAMPLE);
    assertThat(json(pair(A))).isEqualTo(PAIR);
  }

  @Test
  void rowsThatWereWrittenBeforeAreRead() throws JsonProcessingException {
    assertThat(read(SAMPLE, LabelledCorrection.class)).isEqualTo(sample(A));
    assertThat(read(PAIR, PreferencePair.class).pictures()).containsExactly(A);
  }

  @Test
  void rowsAboutSeveralPicturesNameThemInOrder() {
    assertThat(json(sample(B, A)))
        .isEqualTo(SAMPLE.replace("\"image\":\"" + A + "\"", images(B, A)));
    assertThat(json(pair(B, A))).isEqualTo(PAIR.replace("\"image\":\"" + A + "\"", images(B, A)));
  }

  private static String images(String first, String second) {
    return "\"images\":[\"" + first + "\",\"" + second + "\"]";
  }

  @Test
  void rowsAboutSeveralPicturesAreRead() throws JsonProcessingException {
    assertThat(read(json(sample(B, A)), LabelledCorrection.class)).isEqualTo(sample(B, A));
    assertThat(read(json(pair(B, A)), PreferencePair.class)).isEqualTo(pair(B, A));
  }

  @Test
  void theSamePictureTwiceIsTwoPictures() {
    assertThat(sample(A, A).pictures()).containsExactly(A, A);
  }

  @Test
  void aPictureWithoutADigestIsNamed() {
    assertThatThrownBy(() -> PictureIds.checked("x", null))
        .hasMessage("image must be a SHA-256 in hex, was x");
    assertThatThrownBy(() -> PictureIds.checked(null, Arrays.asList(A, null)))
        .hasMessage("images[1] must be a SHA-256 in hex, was null");
  }

  @Test
  void aRowHasOneOfBothFields() {
    assertThatThrownBy(() -> PictureIds.checked(A, List.of(A, B)))
        .hasMessageContaining("image must be left out where images is given");
    assertThatThrownBy(() -> PictureIds.checked(null, List.of(A)))
        .hasMessageContaining("images must be 2 or more");
    assertThatThrownBy(() -> PictureIds.checked(null, null)).hasMessageContaining("was null");
  }

  /** Adapters of earlier versions must keep what they were trained on out of evaluations. */
  @Test
  void theDigestOfAQuestionAboutOnePictureIsWhatItWas() {
    assertThat(QuestionDigest.of(List.of(A), " Which?\n")).isEqualTo(Sha256.of(A + "\nWhich?"));
  }
}
