package io.emend.training.dpo;

import io.emend.model.PixelValues;
import io.emend.model.preference.TokenPair;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One preference pair as tokens.
 *
 * @param id of the pair, for messages
 * @param tokens prompt with image tokens expanded, chosen and rejected response, each with its end
 */
public record DpoExample(String id, TokenPair tokens, Optional<Picture> picture) {

  /**
   * The pair's picture, read only when the model has not seen it yet.
   *
   * @param digest SHA-256 of the picture's bytes in hex; equal digests mean equal pictures
   */
  public record Picture(String digest, Supplier<PixelValues> pixels) {}

  /** The pair as an objective reads it. */
  TokenPair tokensFor(Objective objective) {
    return objective.comparesResponses() ? tokens : tokens.withoutRejected();
  }

  /** Positions of the longer of its two sequences. */
  int positions() {
    return tokens.prompt().length + Math.max(tokens.chosen().length, tokens.rejected().length);
  }
}
