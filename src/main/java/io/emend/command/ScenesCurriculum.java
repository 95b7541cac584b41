package io.emend.command;

import io.emend.scenes.Drill;
import io.emend.scenes.Lesson;
import io.emend.scenes.PatchLabels;
import io.emend.scenes.Quiz;
import io.emend.scenes.Repetition;
import io.emend.scenes.Scene;
import io.emend.scenes.SceneSource;
import io.emend.training.SftExample;
import io.emend.training.SftSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the bundled model learns, and when: first to repeat words and find letters, then to see one
 * or two objects, then whole scenes, then to answer and to answer again. A batch holds one kind of
 * lesson, so that its sequences are of like length.
 */
final class ScenesCurriculum implements SftSource {
  private static final int ROWS = 16;
  private static final int TEXT_ROWS = 32;
  private static final int VALIDATION_BATCHES = 4;

  private final LessonEncoder encoder;
  private final SceneSource train;
  private final SceneSource validation;
  private final int steps;

  ScenesCurriculum(LessonEncoder encoder, long seed, int steps) {
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
    PATCHES,
    QUIZ,
    CAPTION,
    QUESTIONS,
    REVIEW
  }

  /**
   * A stretch of the run.
   *
   * @param until fraction of all steps at which it ends
   * @param objects most objects in a scene
   * @param shares weight of each kind, in the order of {@link Kind}
   */
  private record Stage(double until, int objects, int... shares) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(0.04, 1, 50, 50, 0, 0, 0, 0, 0, 0),
          new Stage(0.10, 1, 10, 20, 0, 30, 30, 10, 0, 0),
          new Stage(0.18, 2, 5, 10, 5, 20, 35, 15, 10, 0),
          new Stage(0.30, 3, 2, 5, 5, 12, 30, 16, 30, 0),
          new Stage(0.50, 4, 1, 3, 3, 6, 20, 12, 45, 10),
          new Stage(1.00, 4, 0, 2, 3, 2, 8, 5, 55, 25));

  @Override
  public List<SftExample> batch(int step) {
    Stage stage = stage((double) step / steps);
    Kind kind = draw(stage, train.random((long) step * ROWS));
    int rows = kind.ordinal() <= Kind.DRILL.ordinal() ? TEXT_ROWS : ROWS;
    List<SftExample> examples = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      examples.add(example(kind, stage, train, (long) step * TEXT_ROWS + row));
    }
    return examples;
  }

  @Override
  public List<List<SftExample>> validation() {
    Stage last = STAGES.get(STAGES.size() - 1);
    List<List<SftExample>> batches = new ArrayList<>();
    for (int batch = 0; batch < VALIDATION_BATCHES; batch++) {
      List<SftExample> examples = new ArrayList<>();
      for (int row = 0; row < ROWS; row++) {
        examples.add(example(Kind.QUESTIONS, last, validation, (long) batch * ROWS + row));
      }
      batches.add(examples);
    }
    return batches;
  }

  private static Stage stage(double progress) {
    return STAGES.stream().filter(s -> progress < s.until()).findFirst().orElseThrow();
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
    return switch (kind) {
      case REPEAT -> encoder.text(Repetition.words(random));
      case LETTERS -> encoder.text(Repetition.letters(random));
      case DRILL -> encoder.text(Drill.lookup(random));
      case PATCHES ->
          encoder.patches(random.nextBoolean() ? PatchLabels.COLORS : PatchLabels.SHAPES, scene);
      case QUIZ -> encoder.pictured(Quiz.of(scene, random), scene);
      case CAPTION -> encoder.pictured(Lesson.caption(scene, random), scene);
      case QUESTIONS -> encoder.pictured(Lesson.questions(scene, 2, random), scene);
      case REVIEW -> encoder.pictured(Lesson.review(scene, random), scene);
    };
  }
}
