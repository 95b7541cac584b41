package io.emend.model;

import static io.emend.error.EmendException.require;

/**
 * One token for each of several sequences: row i appends {@code tokens[i]} to slot {@code
 * slots[i]}.
 *
 * @param lengths of the slots' caches before the step, where the tokens go
 * @param positions where the tokens stand for the rotary embedding, on all its axes
 */
public record DecodeRows(int[] slots, int[] lengths, int[] positions, int[] tokens) {

  public DecodeRows {
    boolean alike =
        slots.length == tokens.length
            && lengths.length == tokens.length
            && positions.length == tokens.length;
    require(alike, "rows", "must have a slot, a length, a position and a token each", slots.length);
  }

  public int count() {
    return tokens.length;
  }
}
