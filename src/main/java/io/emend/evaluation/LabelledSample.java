package io.emend.evaluation;

import io.emend.inference.Question;

/**
 * A question with its right answer.
 *
 * @param category by which scores are broken down
 * @param image encoded picture
 * @param answer the right option's letter, or the answer of an open question
 */
public record LabelledSample(
    String id, String category, byte[] image, Question question, String answer) {}
