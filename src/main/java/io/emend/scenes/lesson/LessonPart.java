package io.emend.scenes.lesson;

/**
 * A piece of a lesson.
 *
 * @param learned whether the model is to learn to say it; else it only reads it
 */
public record LessonPart(Speaker speaker, String text, boolean learned) {

  /** Whose turn a piece belongs to; pieces of one speaker in a row are one turn. */
  public enum Speaker {
    USER,
    ASSISTANT
  }

  static LessonPart asked(String text) {
    return new LessonPart(Speaker.USER, text, false);
  }

  static LessonPart said(String text) {
    return new LessonPart(Speaker.ASSISTANT, text, true);
  }

  static LessonPart given(String text) {
    return new LessonPart(Speaker.ASSISTANT, text, false);
  }
}
