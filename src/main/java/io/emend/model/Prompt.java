package io.emend.model;

import io.emend.error.EmendException;
import io.emend.model.rope.Positions;
import java.util.List;

/**
 * A conversation as the model reads it.
 *
 * @param tokens ids with image tokens expanded
 * @param positions where the tokens stand for the rotary embedding
 * @param images the pictures and where their tokens begin, in order
 */
public record Prompt(int[] tokens, Positions positions, List<PlacedImage> images) {

  /** A picture and the position of its first token. */
  public record PlacedImage(int offset, PixelValues pixels) {}

  public Prompt {
    if (tokens.length == 0) {
      throw EmendException.invalid("tokens", "must not be empty", 0);
    }
    if (positions.length() != tokens.length) {
      throw EmendException.invalid("positions", "must be as many as tokens", positions.length());
    }
    images = List.copyOf(images);
  }

  /** Tokens that stand at their index, as those of most families do. */
  public Prompt(int[] tokens, List<PlacedImage> images) {
    this(tokens, Positions.sequential(tokens.length), images);
  }

  public int length() {
    return tokens.length;
  }
}
