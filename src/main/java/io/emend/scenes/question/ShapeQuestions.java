package io.emend.scenes.question;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.Words;
import io.emend.scenes.lesson.Reasoning;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** "What shape is the big red thing?" */
final class ShapeQuestions implements QuestionMaker {

  @Override
  public Optional<SceneQuestion> ask(Scene scene, RandomGenerator random) {
    SceneObject object = Words.pick(random, scene.objects());
    List<String> names = new Referring(scene).withoutShape(object);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    Options options = Options.words(random, object.shape(), scene, SceneObject::shape);
    String question = question(Words.pick(random, names), random);
    Reasoning reasoning = (option, draw) -> reason(object, options.texts().get(option), draw);
    return Optional.of(options.question(QuestionKind.SHAPE, question, reasoning));
  }

  private static String question(String name, RandomGenerator random) {
    return Words.pick(
        random,
        "What shape is the " + name + "?",
        "Which shape does the " + name + " have?",
        "Name the shape of the " + name + ".");
  }

  private static String reason(SceneObject object, String shape, RandomGenerator random) {
    String place = object.place();
    String color = object.color().word();
    String seen = Words.article(object.size().word() + " " + color + " " + shape);
    return Words.pick(
        random,
        "I see " + seen + " " + place + ". It is " + Words.article(shape) + ".",
        "The " + color + " thing is " + place + ". Its shape is " + Words.article(shape) + ".",
        "Looking " + place + ", I find " + Words.article(color + " " + shape) + ".");
  }
}
