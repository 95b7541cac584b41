package io.emend.pretraining;

import io.emend.error.EmendException;
import io.emend.model.PixelValues;
import java.util.List;

/**
 * One sequence to learn from.
 *
 * @param tokens (T) ids, image tokens expanded
 * @param labels (T) the id that should follow each position, or {@link #IGNORED}
 * @param pixels the pictures whose tokens the sequence holds, in order
 */
public record SftExample(int[] tokens, int[] labels, List<PixelValues> pixels) {
  /** The label of positions that nothing is learned at, as in PyTorch. */
  public static final int IGNORED = -100;

  public SftExample {
    if (labels.length != tokens.length) {
      throw EmendException.invalid("labels", "must be as many as tokens", labels.length);
    }
  }
}
