package io.emend.engine;

import io.emend.error.EmendException;

/** Receives one response. Called on the engine's thread: hand over, do not block. */
public interface GenerationListener {

  /** Newly completed text, never half a character, never part of a stop string. */
  void onText(String text);

  void onComplete(GenerationResult result);

  void onError(EmendException error);
}
