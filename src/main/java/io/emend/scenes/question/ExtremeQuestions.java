package io.emend.scenes.question;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.Words;
import io.emend.scenes.lesson.Reasoning;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** "What color is the shape that is furthest left?" */
final class ExtremeQuestions implements QuestionMaker {
  /** Least lead over the next object, in pixels. */
  static final int MARGIN = 6;

  @Override
  public Optional<SceneQuestion> ask(Scene scene, RandomGenerator random) {
    Axis axis = Words.pick(random, Axis.values());
    boolean lowest = random.nextBoolean();
    Comparator<SceneObject> along = Comparator.comparingInt(axis::along);
    List<SceneObject> sorted =
        scene.objects().stream().sorted(lowest ? along : along.reversed()).toList();
    if (sorted.size() < 2
        || Math.abs(axis.along(sorted.get(0)) - axis.along(sorted.get(1))) < MARGIN) {
      return Optional.empty();
    }
    boolean byColor = random.nextBoolean();
    SceneObject extreme = sorted.get(0);
    Options options =
        byColor
            ? Options.words(random, extreme.color(), scene, SceneObject::color)
            : Options.words(random, extreme.shape(), scene, SceneObject::shape);
    String where = axis.extreme(lowest);
    Reasoning reasoning =
        (option, draw) -> {
          String word = options.texts().get(option);
          return reason(blamed(sorted, word, byColor), word, byColor, where, draw);
        };
    String question = byColor ? colorQuestion(where, random) : shapeQuestion(where, random);
    return Optional.of(options.question(QuestionKind.RELATION, question, reasoning));
  }

  private static String colorQuestion(String where, RandomGenerator random) {
    String color = Words.color(random);
    return Words.pick(
        random,
        "What " + color + " is the shape that is " + where + "?",
        "Which " + color + " does the shape have that is " + where + "?",
        "Tell me the " + color + " of the shape that is " + where + ".");
  }

  private static String shapeQuestion(String where, RandomGenerator random) {
    return Words.pick(
        random,
        "Which shape is " + where + "?",
        "What is " + where + " in the picture?",
        "Name the shape that is " + where + ".");
  }

  /** The object that a response talks about: the first one with the option's word, if any. */
  private static SceneObject blamed(List<SceneObject> sorted, String word, boolean byColor) {
    return sorted.stream()
        .filter(o -> (byColor ? o.color().word() : o.shape().word()).equals(word))
        .findFirst()
        .orElse(sorted.get(0));
  }

  private static String reason(
      SceneObject object, String word, boolean byColor, String where, RandomGenerator random) {
    String name = byColor ? word + " " + object.shape().word() : object.color().word() + " " + word;
    String place = object.place();
    return Words.pick(
        random,
        "The " + name + " " + place + " is " + where + ".",
        "I see " + Words.article(name) + " " + place + ". It is " + where + ".",
        "Looking at each one, the " + name + " " + place + " is " + where + ".");
  }
}
