package io.emend.model.preference;

import static io.emend.error.EmendException.require;

import io.emend.model.rope.Positions;

/**
 * A prompt and two responses to it; the rejected one is empty where only the chosen is learned.
 *
 * @param prompt ids, image tokens expanded
 * @param positions where the prompt's tokens stand for the rotary embedding; both responses follow
 *     them
 */
public record TokenPair(int[] prompt, Positions positions, int[] chosen, int[] rejected) {

  public TokenPair {
    require(prompt.length > 0, "prompt", "must not be empty", 0);
    require(chosen.length > 0, "chosen", "must not be empty", 0);
    require(
        positions.length() == prompt.length,
        "positions",
        "must be as many as the prompt's tokens",
        positions.length());
  }

  /** A prompt whose tokens stand at their index. */
  public TokenPair(int[] prompt, int[] chosen, int[] rejected) {
    this(prompt, Positions.sequential(prompt.length), chosen, rejected);
  }

  /** The pair where only the chosen response is learned. */
  public TokenPair withoutRejected() {
    return new TokenPair(prompt, positions, chosen, new int[0]);
  }

  /** Tokens of the packed sequence. */
  public int length() {
    return prompt.length + chosen.length + rejected.length;
  }
}
