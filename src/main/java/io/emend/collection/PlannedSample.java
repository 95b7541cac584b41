package io.emend.collection;

import io.emend.error.EmendException;
import io.emend.evaluation.source.LabelledSample;
import io.emend.storage.Sha256;

/**
 * A sample to ask.
 *
 * @param id of the source, the place in it, and the repetition: the same in every run
 * @param seed of its sampling
 * @param labelled null if the source's row cannot be used
 * @param trouble why it cannot, else null
 */
public record PlannedSample(String id, long seed, LabelledSample labelled, EmendException trouble) {
  /** 13 hex digits are 52 bits: what readers of JSON that know doubles only keep exactly. */
  private static final int DIGITS = 13;

  static PlannedSample of(
      CollectionSpec spec,
      long index,
      int repetition,
      LabelledSample labelled,
      EmendException trouble) {
    String id = spec.source() + "#" + index + (repetition == 0 ? "" : "." + repetition);
    return new PlannedSample(id, seed(spec.seed(), id), labelled, trouble);
  }

  /** Of the sample alone, so that no result depends on what else is asked at the same time. */
  private static long seed(long seed, String id) {
    return Long.parseLong(Sha256.of(seed + "/" + id).substring(0, DIGITS), 16);
  }
}
