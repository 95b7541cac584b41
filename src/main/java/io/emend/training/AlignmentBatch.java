package io.emend.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.error.EmendException;
import io.emend.model.PixelValues;
import io.emend.model.llava.TrainableLlava;
import java.util.List;

/**
 * Pictures whose image tokens are taught to say words by themselves, before any text is read.
 *
 * @param words [picture][image token][word]: ids, as many for every token
 */
public record AlignmentBatch(List<PixelValues> pictures, int[][][] words) implements SftBatch {

  public AlignmentBatch {
    pictures = List.copyOf(pictures);
    if (words.length != pictures.size()) {
      throw EmendException.invalid("words", "must be as many as pictures", words.length);
    }
  }

  @Override
  public int tokens() {
    return words.length * words[0].length;
  }

  @Override
  public NDArray loss(TrainableLlava model, NDManager scope) {
    int aToken = words[0][0].length;
    long[] labels = new long[tokens() * aToken];
    int at = 0;
    for (int[][] picture : words) {
      for (int[] token : picture) {
        for (int word : token) {
          labels[at++] = word;
        }
      }
    }
    Shape shape = new Shape(words.length, words[0].length, aToken);
    NDArray pixels = SftBatch.pixels(scope, pictures, model.imageSize());
    return model.alignmentLoss(scope, pixels, scope.create(labels, shape));
  }
}
