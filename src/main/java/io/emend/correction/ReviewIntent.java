package io.emend.correction;

import io.emend.error.EmendException;
import java.util.Locale;

/** What a review asks the model to look for, after He et al. 2025, section 3. */
public enum ReviewIntent {
  CRITIQUE,
  COVERAGE,
  CONTEXT,
  DETAIL;

  /** The name in requests, for example {@code critique}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ReviewIntent named(String word) {
    for (ReviewIntent intent : values()) {
      if (intent.word().equals(word)) {
        return intent;
      }
    }
    throw EmendException.invalid(
        "review", "must be critique, coverage, context, detail or {\"text\": …}", word);
  }
}
