package io.emend.correction;

import java.util.Locale;

/** How the first and the last answer compare to the reference, after He et al. 2025. */
public enum Outcome {
  RIGHT_RIGHT,
  RIGHT_WRONG,
  WRONG_RIGHT,
  WRONG_WRONG;

  public static Outcome of(boolean initialCorrect, boolean refinedCorrect) {
    if (initialCorrect) {
      return refinedCorrect ? RIGHT_RIGHT : RIGHT_WRONG;
    }
    return refinedCorrect ? WRONG_RIGHT : WRONG_WRONG;
  }

  /** The name in results, for example {@code right_wrong}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
