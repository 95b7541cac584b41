package io.emend.scenes.question;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.Words;
import io.emend.scenes.lesson.Reasoning;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** "Is the red circle above or below the blue square?" */
final class SideQuestions implements QuestionMaker {
  /** Least distance along the axis, in pixels, for the answer to be plain to see. */
  static final int MARGIN = 9;

  @Override
  public Optional<SceneQuestion> ask(Scene scene, RandomGenerator random) {
    List<SceneObject> named = new Referring(scene).named(random);
    if (named.size() < 2) {
      return Optional.empty();
    }
    SceneObject one = named.get(0);
    SceneObject other = named.get(1);
    Axis axis = Words.pick(random, Axis.values());
    int distance = axis.along(one) - axis.along(other);
    if (Math.abs(distance) < MARGIN || axis.third(one) == axis.third(other)) {
      return Optional.empty();
    }
    boolean lower = distance < 0;
    Options options = Options.of(random, axis.side(lower), List.of(axis.side(!lower)));
    String question = axis.sideQuestion(one.name(), other.name(), random);
    Reasoning reasoning =
        (option, draw) -> {
          boolean right = option == options.answer();
          String side = axis.sideOf(options.texts().get(option));
          String place = (right ? one : other).place();
          String otherPlace = (right ? other : one).place();
          return reason(
              new Claim(one.name(), place), new Claim(other.name(), otherPlace), side, draw);
        };
    return Optional.of(options.question(QuestionKind.RELATION, question, reasoning));
  }

  /** An object and where it is said to be. */
  private record Claim(String name, String place) {}

  private static String reason(Claim one, Claim other, String side, RandomGenerator random) {
    String first = "he " + one.name() + " is " + one.place();
    String second = "he " + other.name() + " is " + other.place();
    String verdict = "he " + one.name() + " is " + side + " the " + other.name() + ".";
    return Words.pick(
        random,
        "T" + first + ". T" + second + ". T" + verdict,
        "I see the "
            + one.name()
            + " "
            + one.place()
            + " and the "
            + other.name()
            + " "
            + other.place()
            + ". T"
            + verdict,
        "T" + second + " and t" + first + ". So t" + verdict);
  }
}
