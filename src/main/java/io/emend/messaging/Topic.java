package io.emend.messaging;

import java.util.Locale;

/** The topics, by the names that other services use. */
public enum Topic {
  /** Questions to answer and to answer again. */
  CORRECTIONS_REQUESTED,
  /** What became of them. */
  CORRECTIONS_COMPLETED,
  /** States of training jobs. */
  TRAINING_STATUS,
  /** Adapters that were put into production, or taken out of it. */
  ADAPTERS_PROMOTED;

  /** For example {@code emend.corrections.requested}; also the type of the events in it. */
  public String word() {
    return "emend." + name().toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
