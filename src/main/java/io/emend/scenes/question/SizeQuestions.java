package io.emend.scenes.question;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.ShapeSize;
import io.emend.scenes.Words;
import io.emend.scenes.lesson.Reasoning;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** "Which is bigger, the red circle or the blue square?" */
final class SizeQuestions implements QuestionMaker {

  @Override
  public Optional<SceneQuestion> ask(Scene scene, RandomGenerator random) {
    List<SceneObject> named = new Referring(scene).named(random);
    if (named.isEmpty()) {
      return Optional.empty();
    }
    SceneObject one = named.get(0);
    return named.stream()
        .filter(other -> other.size() != one.size())
        .findFirst()
        .map(other -> compare(one, other, random));
  }

  private static SceneQuestion compare(SceneObject one, SceneObject other, RandomGenerator random) {
    ShapeSize wanted = Words.pick(random, ShapeSize.values());
    SceneObject winner = one.size() == wanted ? one : other;
    SceneObject loser = winner == one ? other : one;
    String word = comparative(wanted);
    Options options = Options.of(random, winner.name(), List.of(loser.name()));
    Reasoning reasoning =
        (option, draw) -> {
          boolean right = option == options.answer();
          ShapeSize first = right ? one.size() : other.size();
          ShapeSize second = right ? other.size() : one.size();
          String verdict = "The " + options.texts().get(option) + " is " + word + ".";
          return reason(sized(first, one), sized(second, other), draw) + " " + verdict;
        };
    return options.question(
        QuestionKind.COMPARISON, question(one.name(), other.name(), word, random), reasoning);
  }

  private static String comparative(ShapeSize size) {
    return switch (size) {
      case SMALL -> "smaller";
      case BIG -> "bigger";
    };
  }

  private static String question(String one, String other, String word, RandomGenerator random) {
    return Words.pick(
        random,
        "Which is " + word + ", the " + one + " or the " + other + "?",
        "Is the " + one + " or the " + other + " " + word + "?",
        "Compare the " + one + " with the " + other + ". Which is " + word + "?");
  }

  /** An object as it is said to be; the place helps to look at it. */
  private static Sized sized(ShapeSize size, SceneObject object) {
    return new Sized(size.word(), object.name(), object.place());
  }

  private record Sized(String size, String name, String place) {}

  private static String reason(Sized one, Sized other, RandomGenerator random) {
    String first = Words.article(one.size() + " " + one.name());
    String second = Words.article(other.size() + " " + other.name());
    return Words.pick(
        random,
        "The "
            + one.name()
            + " is "
            + one.size()
            + ". The "
            + other.name()
            + " is "
            + other.size()
            + ".",
        "I see " + first + " and " + second + ".",
        "There is " + first + " " + one.place() + " and " + second + " " + other.place() + ".");
  }
}
