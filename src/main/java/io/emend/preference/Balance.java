package io.emend.preference;

/** Which groups of pairs are cut to the size of the smallest. */
public enum Balance {
  NONE,
  OUTCOMES,
  CATEGORIES,
  OUTCOMES_AND_CATEGORIES;

  /** The group of a pair; equal groups have equal names. */
  String group(PreferencePair pair) {
    return switch (this) {
      case NONE -> "";
      case OUTCOMES -> pair.outcome().word();
      case CATEGORIES -> pair.category();
      case OUTCOMES_AND_CATEGORIES -> pair.outcome().word() + "/" + pair.category();
    };
  }
}
