package io.emend.inference;

import java.util.Locale;

/** What answers: {@code emend.inference.engine}. */
public enum EngineKind {
  /** The engine of this process. */
  EMBEDDED,
  /** A server with OpenAI's API, such as vLLM. */
  OPENAI;

  /** The name in the configuration, for example {@code embedded}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
