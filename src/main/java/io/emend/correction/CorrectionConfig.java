package io.emend.correction;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Wording of the reviews. */
@ConfigMapping(prefix = "emend.correction")
public interface CorrectionConfig {

  /** What each intent says; a model follows those best that it was trained on. */
  Review review();

  /** Last sentence of a review of a question with options. */
  @WithDefault("End with ## letter ##.")
  String optionInstruction();

  /** Last sentence of a review of an open question. */
  @WithDefault("End with ## answer ##.")
  String openInstruction();

  /** A sentence an intent. */
  interface Review {

    /** Are there problems in the answer? */
    @WithDefault("Look for problems in your answer and answer again.")
    String critique();

    /** Was every relevant part of the image considered? */
    @WithDefault("Check whether you looked at every part of the picture and answer again.")
    String coverage();

    /** Is the overall scene understood? */
    @WithDefault("Think about the whole scene once more and answer again.")
    String context();

    /** Is the understanding complete and detailed? */
    @WithDefault("Check every detail of the picture and answer again.")
    String detail();

    /** The sentence of an intent. */
    default String of(ReviewIntent intent) {
      return switch (intent) {
        case CRITIQUE -> critique();
        case COVERAGE -> coverage();
        case CONTEXT -> context();
        case DETAIL -> detail();
      };
    }
  }
}
