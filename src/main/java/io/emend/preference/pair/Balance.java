package io.emend.preference.pair;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which groups of pairs are cut to the size of the smallest. */
public enum Balance {
  @JsonProperty("none")
  NONE,
  @JsonProperty("outcomes")
  OUTCOMES,
  @JsonProperty("categories")
  CATEGORIES,
  @JsonProperty("outcomes_and_categories")
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
