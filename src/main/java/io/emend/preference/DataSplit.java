package io.emend.preference;

import java.util.Locale;

/** What a pair is for: to train on, or to choose settings and to stop by. */
public enum DataSplit {
  TRAIN,
  VALIDATION;

  /** The name in files, for example {@code train}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
