package io.emend.model;

import static io.emend.error.EmendException.require;

import io.emend.model.rope.Positions;
import java.util.List;

/**
 * A piece of one sequence that is read at once.
 *
 * @param start length of the slot's cache before it; what lies behind is overwritten
 * @param tokens (T) ids; image positions carry the image token id
 * @param positions where the tokens stand for the rotary embedding
 * @param images what stands at its image positions, in order
 */
public record Chunk(int start, int[] tokens, Positions positions, List<Features> images) {

  /**
   * A part of a picture's features, which one of its spans takes.
   *
   * @param from first of them
   */
  public record Features(ImageFeatures image, int from, int length) {

    /** All of them. */
    public static Features whole(ImageFeatures image) {
      return new Features(image, 0, image.length());
    }
  }

  public Chunk {
    require(tokens.length > 0, "tokens", "must not be empty", 0);
    require(
        positions.length() == tokens.length,
        "positions",
        "must be as many as tokens",
        positions.length());
    images = List.copyOf(images);
  }

  /** A sequence from its first token on, each standing at its index. */
  public static Chunk first(int[] tokens, List<Features> images) {
    return new Chunk(0, tokens, Positions.sequential(tokens.length), images);
  }
}
