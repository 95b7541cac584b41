package io.emend.scenes.lesson;

import io.emend.scenes.Scene;
import io.emend.scenes.Words;
import io.emend.scenes.question.QuestionGenerator;
import io.emend.scenes.question.QuestionKind;
import io.emend.scenes.question.SceneQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A conversation to learn from. The picture, where there is one, comes before the first part.
 *
 * @param parts by turns, the user's first
 */
public record Lesson(List<LessonPart> parts) {
  /** Second turns that ask for another look: at errors, coverage, the whole scene, details. */
  public static final List<String> REVIEWS =
      List.of(
          "Look for problems in your answer and answer again.",
          "Check whether you looked at every part of the picture and answer again.",
          "Think about the whole scene once more and answer again.",
          "Check every detail of the picture and answer again.");

  /** The last sentence of every review. */
  public static final String REVIEW_INSTRUCTION = "End with ## letter ##.";

  private static final int RIGHT_FIRST_PERCENT = 50;

  public Lesson {
    parts = List.copyOf(parts);
  }

  /** A full caption, and in half of the lessons the colours and shapes by themselves. */
  public static Lesson caption(Scene scene, RandomGenerator random) {
    List<LessonPart> parts = new ArrayList<>();
    addCaption(parts, Captions.FULL, scene, random);
    if (random.nextBoolean()) {
      addCaption(parts, Captions.COLORS, scene, random);
      addCaption(parts, Captions.SHAPES, scene, random);
    }
    return new Lesson(parts);
  }

  private static void addCaption(
      List<LessonPart> parts, Captions captions, Scene scene, RandomGenerator random) {
    parts.add(LessonPart.asked(captions.prompt(random)));
    parts.add(LessonPart.said(captions.text(scene, random)));
  }

  /** Questions about one scene, one after the other, each answered rightly. */
  public static Lesson questions(
      Scene scene, int count, List<QuestionKind> kinds, RandomGenerator random) {
    QuestionGenerator generator = new QuestionGenerator();
    List<LessonPart> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SceneQuestion question = generator.ask(scene, kinds, random);
      parts.add(LessonPart.asked(question.prompt()));
      parts.add(LessonPart.said(question.response(question.answer(), random)));
    }
    return new Lesson(parts);
  }

  /**
   * A question, an answer, a review, the right answer. In half of the lessons the first answer is
   * wrong; it is then read, not learned.
   */
  public static Lesson review(Scene scene, List<QuestionKind> kinds, RandomGenerator random) {
    SceneQuestion question = new QuestionGenerator().ask(scene, kinds, random);
    boolean right = Words.chance(random, RIGHT_FIRST_PERCENT);
    int first = right ? question.answer() : question.wrongOption(random);
    String answer = question.response(first, random);
    return new Lesson(
        List.of(
            LessonPart.asked(question.prompt()),
            right ? LessonPart.said(answer) : LessonPart.given(answer),
            LessonPart.asked(Words.pick(random, REVIEWS) + " " + REVIEW_INSTRUCTION),
            LessonPart.said(question.response(question.answer(), random))));
  }
}
