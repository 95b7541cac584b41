package io.emend.pretraining;

import io.emend.scenes.Range;
import io.emend.scenes.Scene;
import io.emend.scenes.SceneSource;
import io.emend.scenes.lesson.Drill;
import io.emend.scenes.lesson.Lesson;
import io.emend.scenes.lesson.Quiz;
import io.emend.scenes.lesson.Repetition;
import io.emend.scenes.question.QuestionKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * What the bundled model learns, and when: first, without pictures, to repeat words and to find
 * letters, then to name what a patch shows; then to speak of one or two objects, then of whole
 * scenes, then to answer and to answer again. The first two are skills that appear all at once, and
 * much later or never when their lessons take turns. A batch holds one kind of lesson, so that its
 * sequences are of like length.
 */
public final class ScenesCurriculum implements SftSource {
  private static final int ROWS = 16;
  private static final int MOST_ROWS = 32;

  /** Objects in a scene to align with: the more of them, the more patches to learn from. */
  private static final Range CROWD = new Range(3, 4);

  private final Course course;
  private final LessonEncoder encoder;
  private final SceneSource train;
  private final SceneSource validation;
  private final int steps;

  public ScenesCurriculum(LessonEncoder encoder, Course course, long seed, int steps) {
    this.course = course;
    this.encoder = encoder;
    this.train = SceneSource.open("plain/train?seed=" + seed);
    this.validation = SceneSource.open("plain/validation");
    this.steps = steps;
  }

  /** Kinds of lessons. */
  private enum Kind {
    REPEAT,
    LETTERS,
    DRILL,
    ALIGN,
    QUIZ,
    CAPTION,
    QUESTIONS,
    REVIEW
  }

  /**
   * A stretch of the run.
   *
   * @param until fraction of all steps at which it ends
   * @param objects in a scene
   * @param shares weight of each kind, in the order of {@link Kind}
   */
  private record Stage(double until, Range objects, int... shares) {}

  /** What a run goes through. */
  public enum Course {
    /** From the first words on. */
    WHOLE(
        QuestionKind.ALL,
        new Stage(0.22, CROWD, 50, 50, 0, 0, 0, 0, 0, 0),
        new Stage(0.36, CROWD, 0, 0, 0, 1, 0, 0, 0, 0),
        new Stage(0.44, new Range(1, 2), 3, 15, 5, 15, 40, 10, 12, 0),
        new Stage(0.53, new Range(1, 3), 1, 6, 4, 9, 25, 10, 45, 0),
        new Stage(1.00, new Range(1, 4), 0, 2, 2, 5, 8, 4, 54, 25)),
    /** For a model that has been through the whole: what it still does worst, more often. */
    FINISH(
        List.of(
            QuestionKind.SHAPE,
            QuestionKind.COUNT,
            QuestionKind.COLOR,
            QuestionKind.COLOR,
            QuestionKind.COMPARISON,
            QuestionKind.COMPARISON,
            QuestionKind.EXISTENCE,
            QuestionKind.EXISTENCE,
            QuestionKind.RELATION,
            QuestionKind.RELATION,
            QuestionKind.RELATION),
        new Stage(1.00, new Range(2, 4), 0, 2, 3, 7, 10, 4, 54, 20));

    private final List<QuestionKind> kinds;
    private final List<Stage> stages;

    Course(List<QuestionKind> kinds, Stage... stages) {
      this.kinds = kinds;
      this.stages = List.of(stages);
    }
  }

  @Override
  public SftBatch batch(int step) {
    Stage stage = stage((double) step / steps);
    Kind kind = draw(stage, train.random((long) step * MOST_ROWS));
    return batch(kind, stage, train, (long) step * MOST_ROWS, rows(kind));
  }

  private static int rows(Kind kind) {
    return kind.ordinal() <= Kind.ALIGN.ordinal() ? MOST_ROWS : ROWS;
  }

  @Override
  public Map<String, SftBatch> validation() {
    Stage last = course.stages.get(course.stages.size() - 1);
    Map<String, SftBatch> batches = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      batches.put(
          kind.name().toLowerCase(Locale.ROOT), batch(kind, last, validation, 0, MOST_ROWS));
    }
    return batches;
  }

  private SftBatch batch(Kind kind, Stage stage, SceneSource source, long first, int rows) {
    LongStream indices = LongStream.range(first, first + rows);
    return kind == Kind.ALIGN
        ? encoder.aligned(indices.mapToObj(index -> source.scene(index, CROWD)).toList())
        : new SequenceBatch(
            indices.mapToObj(index -> example(kind, stage, source, index)).toList());
  }

  private Stage stage(double progress) {
    return course.stages.stream().filter(s -> progress < s.until()).findFirst().orElseThrow();
  }

  private static Kind draw(Stage stage, RandomGenerator random) {
    int total = 0;
    for (int share : stage.shares()) {
      total += share;
    }
    int left = random.nextInt(total);
    for (Kind kind : Kind.values()) {
      left -= stage.shares()[kind.ordinal()];
      if (left < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("shares must not be empty");
  }

  private SftExample example(Kind kind, Stage stage, SceneSource source, long index) {
    RandomGenerator random = source.random(index);
    Scene scene = source.scene(index, stage.objects());
    Lesson lesson =
        switch (kind) {
          case REPEAT -> Repetition.words(random);
          case LETTERS -> Repetition.letters(random);
          case DRILL -> Drill.lookup(random);
          case ALIGN -> throw new IllegalStateException("an alignment has no text");
          case QUIZ -> Quiz.of(scene, random);
          case CAPTION -> Lesson.caption(scene, random);
          case QUESTIONS -> Lesson.questions(scene, 2, course.kinds, random);
          case REVIEW -> Lesson.review(scene, course.kinds, random);
        };
    boolean pictured = kind.ordinal() > Kind.ALIGN.ordinal();
    return pictured ? encoder.pictured(lesson, scene) : encoder.text(lesson);
  }
}
