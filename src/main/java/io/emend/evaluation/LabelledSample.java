package io.emend.evaluation;

import io.emend.inference.Question;

/**
 * A question with its right answer.
 *
 * @param category by which scores are broken down
 * @param group shared by the rotations of one question in circular evaluation, else the id
 * @param image encoded picture
 * @param answer the right option's letter, or the answer of an open question
 */
public record LabelledSample(
    String id, String category, String group, byte[] image, Question question, String answer) {

  /** A sample that is no rotation of another. */
  public LabelledSample(
      String id, String category, byte[] image, Question question, String answer) {
    this(id, category, id, image, question, answer);
  }
}
