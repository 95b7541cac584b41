package io.emend.evaluation.source;

import io.emend.error.EmendException;
import io.emend.inference.Question;
import java.util.List;

/**
 * A question with its right answer.
 *
 * @param category by which scores are broken down
 * @param group shared by the rotations of one question in circular evaluation, else the id
 * @param images encoded pictures in order; none where only the label is looked at
 * @param answer the right option's letter, or the answer of an open question
 * @param place in its file, such as {@code line 3}; null of one that is drawn
 */
public record LabelledSample(
    String id,
    String category,
    String group,
    List<byte[]> images,
    Question question,
    String answer,
    String place) {

  public LabelledSample {
    images = List.copyOf(images);
  }

  LabelledSample inGroup(String name) {
    return new LabelledSample(id, category, name, images, question, answer, place);
  }

  /** The same error of this sample, with its place in the file. */
  public EmendException at(EmendException error) {
    if (place == null) {
      return error;
    }
    EmendException placed =
        new EmendException(error.code(), place + ": " + error.getMessage(), error.details());
    placed.initCause(error);
    return placed;
  }

  /** One that is drawn, about one picture, and no rotation of another. */
  public LabelledSample(
      String id, String category, byte[] image, Question question, String answer) {
    this(id, category, id, List.of(image), question, answer, null);
  }
}
