package io.emend.training.dpo;

import io.emend.model.PixelValues;
import io.emend.model.preference.TokenPair;
import java.util.List;
import java.util.function.Supplier;

/**
 * One preference pair as tokens.
 *
 * @param id of the pair, for messages
 * @param tokens prompt with image tokens expanded, chosen and rejected response, each with its end
 * @param pictures of the prompt, in order
 */
public record DpoExample(String id, TokenPair tokens, List<Picture> pictures) {

  public DpoExample {
    pictures = List.copyOf(pictures);
  }

  /**
   * A picture of the prompt, read only when the model has not seen it yet.
   *
   * @param digest SHA-256 of the picture's bytes in hex; equal digests mean equal pictures
   * @param settings of the processor that makes its pixels
   * @param tokens that it takes
   */
  public record Picture(String digest, String settings, int tokens, Supplier<PixelValues> pixels) {}

  /** Tokens of all its pictures. */
  int imageTokens() {
    return pictures.stream().mapToInt(Picture::tokens).sum();
  }

  /** The pair as an objective reads it. */
  TokenPair tokensFor(Objective objective) {
    return objective.comparesResponses() ? tokens : tokens.withoutRejected();
  }

  /** Positions of the longer of its two sequences. */
  int positions() {
    return tokens.prompt().length + Math.max(tokens.chosen().length, tokens.rejected().length);
  }
}
