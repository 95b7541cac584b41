package io.emend.model.preference;

import static io.emend.error.EmendException.require;

/**
 * A prompt and two responses to it; the rejected one is empty where only the chosen is learned.
 *
 * @param prompt ids, image tokens expanded
 */
public record TokenPair(int[] prompt, int[] chosen, int[] rejected) {

  public TokenPair {
    require(prompt.length > 0, "prompt", "must not be empty", 0);
    require(chosen.length > 0, "chosen", "must not be empty", 0);
  }

  /** Tokens of the packed sequence. */
  public int length() {
    return prompt.length + chosen.length + rejected.length;
  }
}
