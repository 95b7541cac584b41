package io.emend.model;

import static io.emend.error.EmendException.require;

import io.emend.error.EmendException;
import io.emend.model.rope.Positions;
import java.util.List;

/**
 * A conversation as the model reads it.
 *
 * @param tokens ids with image tokens expanded
 * @param positions where the tokens stand for the rotary embedding
 * @param images the pictures and where their tokens are, in order
 */
public record Prompt(int[] tokens, Positions positions, List<PlacedImage> images) {

  /** Image tokens in a row. */
  public record Span(int start, int length) {

    public Span {
      require(start >= 0, "start", "must be 0 or more", start);
      require(length >= 1, "length", "must be 1 or more", length);
    }

    /** Position after the last. */
    public int end() {
      return start + length;
    }
  }

  /**
   * A picture and where its tokens are.
   *
   * @param spans in order, which its features fill one after the other; text may stand between them
   */
  public record PlacedImage(List<Span> spans, PixelValues pixels) {

    public PlacedImage {
      spans = List.copyOf(spans);
      require(!spans.isEmpty(), "spans", "must not be empty", spans);
    }

    /** How many tokens it takes. */
    public int tokens() {
      return spans.stream().mapToInt(Span::length).sum();
    }

    /** Position after the last of its tokens. */
    public int end() {
      return spans.get(spans.size() - 1).end();
    }
  }

  public Prompt {
    require(tokens.length > 0, "tokens", "must not be empty", 0);
    if (positions.length() != tokens.length) {
      throw EmendException.invalid("positions", "must be as many as tokens", positions.length());
    }
    images = List.copyOf(images);
    int end = 0;
    for (PlacedImage image : images) {
      for (Span span : image.spans()) {
        require(span.start() >= end, "spans", "must come one after the other", span);
        end = span.end();
      }
    }
    require(end <= tokens.length, "spans", "must end within the tokens", end);
  }

  /** Tokens that stand at their index, as those of most families do. */
  public Prompt(int[] tokens, List<PlacedImage> images) {
    this(tokens, Positions.sequential(tokens.length), images);
  }

  public int length() {
    return tokens.length;
  }

  /** Those of all pictures. */
  public int imageTokens() {
    return images.stream().mapToInt(PlacedImage::tokens).sum();
  }
}
