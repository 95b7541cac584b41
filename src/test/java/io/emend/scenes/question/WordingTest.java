package io.emend.scenes.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.DefaultSettings;
import io.emend.correction.CorrectionConfig;
import io.emend.correction.ReviewIntent;
import io.emend.inference.InferenceConfig;
import io.emend.scenes.lesson.Lesson;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The bundled model is asked in the words that it was trained on. The layers keep the two copies
 * apart, so that no compiler sees when one of them changes.
 */
class WordingTest {

  @Test
  void questionsEndAsInTraining() {
    assertThat(DefaultSettings.of(InferenceConfig.class).optionInstruction())
        .isEqualTo(SceneQuestion.INSTRUCTION);
  }

  @Test
  void reviewsEndAsInTraining() {
    assertThat(DefaultSettings.of(CorrectionConfig.class).optionInstruction())
        .isEqualTo(Lesson.REVIEW_INSTRUCTION);
  }

  @Test
  void everyIntentIsOneOfTheReviewsInTraining() {
    CorrectionConfig.Review reviews = DefaultSettings.of(CorrectionConfig.class).review();
    assertThat(Stream.of(ReviewIntent.values()).map(reviews::of))
        .containsExactlyElementsOf(Lesson.REVIEWS);
  }
}
