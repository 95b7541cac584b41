package io.emend.model.preference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.model.rope.Positions;
import java.util.Arrays;
import java.util.List;

/**
 * Pairs as the model reads them: B rows of T tokens, each a prompt, the chosen and the rejected
 * response. Positions restart after the prompt, so that each response follows it directly.
 *
 * @param ids (B, T), int64
 * @param features (image tokens of all pictures in order, hidden)
 * @param segments (B, T), int64: 0 prompt, 1 chosen, 2 rejected, 3 padding
 * @param positions (axes, B, T), int64: where tokens stand for the rotary embedding
 * @param at (N), int64: flat positions whose logits predict the N response tokens
 * @param targets (N), int64: the response tokens
 * @param owners (N), int64: their sequence, chosen ones 0 to B - 1, rejected ones B to 2B - 1
 * @param lengths (2B): tokens of each response
 */
public record PackedPairs(
    NDArray ids,
    NDArray features,
    NDArray segments,
    NDArray positions,
    NDArray at,
    NDArray targets,
    NDArray owners,
    NDArray lengths) {

  /** Packs pairs into arrays of a scope. */
  public static PackedPairs of(NDManager scope, List<TokenPair> pairs, NDArray features) {
    Rows rows = new Rows(pairs);
    for (int row = 0; row < pairs.size(); row++) {
      rows.add(row, pairs.get(row));
    }
    Shape shape = new Shape(pairs.size(), rows.width);
    return new PackedPairs(
        scope.create(rows.ids, shape),
        features,
        scope.create(rows.segments, shape),
        scope.create(rows.positions, new Shape(rows.axes, pairs.size(), rows.width)),
        scope.create(rows.at),
        scope.create(rows.targets),
        scope.create(rows.owners),
        scope.create(rows.lengths));
  }

  /** The arrays in the making. */
  private static final class Rows {
    private static final long PADDING = 3;
    private final int pairs;
    private final int width;
    private final int axes;
    private final long[] ids;
    private final long[] segments;
    private final long[] positions;
    private final long[] at;
    private final long[] targets;
    private final long[] owners;
    private final float[] lengths;
    private int responses;

    Rows(List<TokenPair> all) {
      pairs = all.size();
      width = all.stream().mapToInt(TokenPair::length).max().orElseThrow();
      axes = all.get(0).positions().axes().length;
      int tokens = all.stream().mapToInt(pair -> pair.length() - pair.prompt().length).sum();
      ids = new long[pairs * width];
      segments = new long[pairs * width];
      Arrays.fill(segments, PADDING);
      positions = new long[axes * pairs * width];
      at = new long[tokens];
      targets = new long[tokens];
      owners = new long[tokens];
      lengths = new float[2 * pairs];
    }

    void add(int row, TokenPair pair) {
      int start = row * width;
      int prompt = pair.prompt().length;
      place(pair.prompt(), pair.positions(), start, 0);
      Positions after = pair.positions();
      place(pair.chosen(), after.following(pair.chosen().length), start + prompt, 1);
      respond(pair.chosen(), start + prompt, start + prompt - 1, row);
      int rejected = start + prompt + pair.chosen().length;
      place(pair.rejected(), after.following(pair.rejected().length), rejected, 2);
      respond(pair.rejected(), rejected, start + prompt - 1, pairs + row);
    }

    private void place(int[] tokens, Positions where, int start, int segment) {
      for (int i = 0; i < tokens.length; i++) {
        ids[start + i] = tokens[i];
        segments[start + i] = segment;
        for (int axis = 0; axis < axes; axis++) {
          positions[axis * pairs * width + start + i] = where.axes()[axis][i];
        }
      }
    }

    /** The prompt's last token predicts a response's first, each token the one after it. */
    private void respond(int[] tokens, int start, int promptEnd, int owner) {
      lengths[owner] = tokens.length;
      for (int i = 0; i < tokens.length; i++) {
        at[responses] = i == 0 ? promptEnd : start + i - 1;
        targets[responses] = tokens[i];
        owners[responses++] = owner;
      }
    }
  }
}
