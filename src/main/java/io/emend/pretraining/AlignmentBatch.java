package io.emend.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.error.EmendException;
import io.emend.model.PixelValues;
import io.emend.model.family.TrainableModel;
import java.util.Arrays;
import java.util.List;

/**
 * Pictures whose image tokens are taught to say words by themselves, before any text is read. The
 * words of an aspect compete with each other alone: where all words compete, a tower that knows the
 * colours has little left to gain from the shapes.
 *
 * @param aspects [aspect][word]: ids of the words that compete
 * @param labels [picture][image token][aspect]: which word of the aspect is right
 */
public record AlignmentBatch(List<PixelValues> pictures, int[][] aspects, int[][][] labels)
    implements SftBatch {

  public AlignmentBatch {
    pictures = List.copyOf(pictures);
    if (labels.length != pictures.size()) {
      throw EmendException.invalid("labels", "must be as many as pictures", labels.length);
    }
  }

  @Override
  public int tokens() {
    return labels.length * labels[0].length;
  }

  @Override
  public NDArray loss(TrainableModel model, NDManager scope) {
    NDArray pixels = model.pixels(scope, pictures);
    return model.alignmentLoss(scope, pixels, places(scope), words(scope), rivals(scope));
  }

  /** (W) */
  private NDArray words(NDManager scope) {
    return scope.create(
        Arrays.stream(aspects).flatMapToInt(Arrays::stream).asLongStream().toArray());
  }

  /** (I, N, A) */
  private NDArray places(NDManager scope) {
    long[] places = new long[tokens() * aspects.length];
    int at = 0;
    for (int[][] picture : labels) {
      for (int[] token : picture) {
        for (int aspect = 0; aspect < aspects.length; aspect++) {
          places[at++] = first(aspect) + token[aspect];
        }
      }
    }
    return scope.create(places, new Shape(labels.length, labels[0].length, aspects.length));
  }

  /** (A, W) */
  private NDArray rivals(NDManager scope) {
    int words = first(aspects.length);
    float[] rivals = new float[aspects.length * words];
    Arrays.fill(rivals, Float.NEGATIVE_INFINITY);
    for (int aspect = 0; aspect < aspects.length; aspect++) {
      int row = aspect * words;
      Arrays.fill(rivals, row + first(aspect), row + first(aspect + 1), 0);
    }
    return scope.create(rivals, new Shape(aspects.length, words));
  }

  /** Place of an aspect's first word. */
  private int first(int aspect) {
    return Arrays.stream(aspects, 0, aspect).mapToInt(words -> words.length).sum();
  }
}
