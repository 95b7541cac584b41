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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What the bundled model learns, and when: first to repeat words and find letters, then to see one
 * or two objects, then whole scenes, then to answer and to answer again. A batch holds one kind of
 * lesson, so that its sequences are of like length.
 */
final class ScenesCurriculum implements SftSource {
  private static final int ROWS = 16;
  private static final int TEXT_ROWS = 32;
  private static final int VALIDATION_ROWS = 32;

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
    COLOR_PATCHES,
    SHAPE_PATCHES,
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
          new Stage(0.14, 1, 50, 50, 0, 0, 0, 0, 0, 0, 0),
          new Stage(0.26, 2, 8, 20, 0, 6, 41, 20, 5, 0, 0),
          new Stage(0.34, 2, 3, 12, 5, 3, 30, 32, 10, 5, 0),
          new Stage(0.45, 3, 1, 6, 5, 2, 18, 28, 15, 25, 0),
          new Stage(0.60, 4, 0, 3, 4, 1, 8, 20, 11, 43, 10),
          new Stage(1.00, 4, 0, 2, 3, 0, 3, 8, 4, 55, 25));

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
  public Map<String, List<SftExample>> validation() {
    Stage last = STAGES.get(STAGES.size() - 1);
    Map<String, List<SftExample>> batches = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      List<SftExample> examples = new ArrayList<>();
      for (int row = 0; row < VALIDATION_ROWS; row++) {
        examples.add(example(kind, last, validation, row));
      }
      batches.put(kind.name().toLowerCase(Locale.ROOT), examples);
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
      case COLOR_PATCHES -> encoder.patches(PatchLabels.COLORS, scene);
      case SHAPE_PATCHES -> encoder.patches(PatchLabels.SHAPES, scene);
      case QUIZ -> encoder.pictured(Quiz.of(scene, random), scene);
      case CAPTION -> encoder.pictured(Lesson.caption(scene, random), scene);
      case QUESTIONS -> encoder.pictured(Lesson.questions(scene, 2, random), scene);
      case REVIEW -> encoder.pictured(Lesson.review(scene, random), scene);
    };
  }
}
