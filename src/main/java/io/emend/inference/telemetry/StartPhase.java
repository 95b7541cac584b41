package io.emend.inference.telemetry;

import java.util.Locale;

/** What a start goes through, in this order. */
public enum StartPhase {
  /** The application is up, with its port about to open. */
  PROCESS,
  /** The model is in memory, with its adapters. */
  WEIGHTS,
  /** The model has answered to warm up, and is ready. */
  WARMUP,
  /** Somebody who asked has got the first piece of an answer. */
  FIRST_TOKEN;

  /** The name in metrics and in the log, for example {@code first_token}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
