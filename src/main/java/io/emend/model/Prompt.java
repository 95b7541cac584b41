package io.emend.model;

import io.emend.error.EmendException;
import java.util.List;

/**
 * A conversation as the model reads it.
 *
 * @param tokens ids with image tokens expanded: each picture takes {@code imageTokens} positions
 * @param images the pictures and where their tokens begin, in order
 */
public record Prompt(int[] tokens, List<PlacedImage> images) {

  /** A picture and the position of its first token. */
  public record PlacedImage(int offset, PixelValues pixels) {}

  public Prompt {
    if (tokens.length == 0) {
      throw EmendException.invalid("tokens", "must not be empty", 0);
    }
    images = List.copyOf(images);
  }

  public int length() {
    return tokens.length;
  }
}
