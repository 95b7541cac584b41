package io.emend.scenes.question;

import io.emend.scenes.Named;
import java.util.List;

/** What a question asks about. Scores are reported by kind. */
public enum QuestionKind implements Named {
  /** The colour of one object. */
  COLOR(new ColorQuestions()),
  /** The shape of one object. */
  SHAPE(new ShapeQuestions()),
  /** How many objects there are of a sort. */
  COUNT(new CountQuestions()),
  /** On which side of another an object lies, or which lies furthest out. */
  RELATION(new SideQuestions(), new ExtremeQuestions()),
  /** Which of two objects is bigger, or which of two sorts has more objects. */
  COMPARISON(new SizeQuestions(), new MoreQuestions(), new MajorityQuestions()),
  /** Whether something is there, is not there, or which of several is missing. */
  EXISTENCE(new PresenceQuestions(), new MissingQuestions());

  /** Each once. */
  public static final List<QuestionKind> ALL = List.of(values());

  private final List<QuestionMaker> makers;

  QuestionKind(QuestionMaker... makers) {
    this.makers = List.of(makers);
  }

  List<QuestionMaker> makers() {
    return makers;
  }
}
