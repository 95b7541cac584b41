package io.emend.scenes.question;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.Words;
import io.emend.scenes.lesson.Reasoning;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** "What color is the big star?" */
final class ColorQuestions implements QuestionMaker {

  @Override
  public Optional<SceneQuestion> ask(Scene scene, RandomGenerator random) {
    SceneObject object = Words.pick(random, scene.objects());
    List<String> names = new Referring(scene).withoutColor(object);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    Options options = Options.words(random, object.color(), scene, SceneObject::color);
    String question = question(Words.pick(random, names), random);
    Reasoning reasoning = (option, draw) -> reason(object, options.texts().get(option), draw);
    return Optional.of(options.question(QuestionKind.COLOR, question, reasoning));
  }

  private static String question(String name, RandomGenerator random) {
    String color = Words.color(random);
    return Words.pick(
        random,
        "What " + color + " is the " + name + "?",
        "Which " + color + " does the " + name + " have?",
        "Tell me the " + color + " of the " + name + ".");
  }

  private static String reason(SceneObject object, String color, RandomGenerator random) {
    String place = object.place();
    String shape = object.shape().word();
    String seen = Words.article(object.size().word() + " " + color + " " + shape);
    return Words.pick(
        random,
        "I see " + seen + " " + place + ". The " + shape + " is " + color + ".",
        "The " + shape + " is " + place + ". Its color is " + color + ".",
        "Looking " + place + ", I find " + Words.article(color + " " + shape) + ".");
  }
}
