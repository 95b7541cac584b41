package io.emend.scenes.question;

import io.emend.scenes.Named;
import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.ShapeColor;
import io.emend.scenes.ShapeKind;
import io.emend.scenes.Words;
import io.emend.scenes.lesson.Reasoning;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** "Which color is not in the picture?" All options but one are there. */
final class MissingQuestions implements QuestionMaker {
  private static final int MOST_SHOWN = 3;

  @Override
  public Optional<SceneQuestion> ask(Scene scene, RandomGenerator random) {
    return random.nextBoolean()
        ? ask(scene, ShapeColor.values(), SceneObject::color, random)
        : ask(scene, ShapeKind.values(), SceneObject::shape, random);
  }

  private static <E extends Named> Optional<SceneQuestion> ask(
      Scene scene, E[] all, Function<SceneObject, E> attribute, RandomGenerator random) {
    List<String> shown =
        scene.objects().stream().map(attribute).map(Named::word).distinct().toList();
    List<String> missing =
        Stream.of(all).map(Named::word).filter(word -> !shown.contains(word)).toList();
    if (shown.size() < 2 || missing.isEmpty()) {
      return Optional.empty();
    }
    List<String> wrong = Words.shuffled(random, shown);
    Options options =
        Options.of(
            random,
            Words.pick(random, missing),
            wrong.subList(0, Math.min(MOST_SHOWN, wrong.size())));
    String noun = all[0] instanceof ShapeColor ? Words.color(random) : "shape";
    Reasoning reasoning = (option, draw) -> reason(shown, options.texts().get(option), draw);
    return Optional.of(options.question(QuestionKind.EXISTENCE, question(noun, random), reasoning));
  }

  private static String question(String noun, RandomGenerator random) {
    return Words.pick(
        random,
        "Which " + noun + " is not in the picture?",
        "Which " + noun + " does not appear?",
        "Which " + noun + " is missing?");
  }

  private static String reason(List<String> shown, String missing, RandomGenerator random) {
    List<String> seen = shown.stream().filter(word -> !word.equals(missing)).toList();
    String opening = Words.pick(random, "I see ", "The picture shows ", "I find ");
    String verdict =
        Words.pick(
            random,
            "There is no " + missing + ".",
            Words.capitalized(missing) + " does not appear.",
            Words.capitalized(missing) + " is missing.");
    return opening + Words.list(seen) + ". " + verdict;
  }
}
