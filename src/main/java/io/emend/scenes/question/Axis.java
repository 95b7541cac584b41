package io.emend.scenes.question;

import io.emend.scenes.SceneObject;
import io.emend.scenes.Words;
import java.util.List;
import java.util.random.RandomGenerator;

/** A direction of the picture with its words. */
enum Axis {
  HORIZONTAL("left", "right", "left of", "right of", List.of("furthest left", "furthest right")) {
    @Override
    int along(SceneObject object) {
      return object.x();
    }

    @Override
    int third(SceneObject object) {
      return object.cell().column();
    }

    @Override
    String sideQuestion(String one, String other, RandomGenerator random) {
      return Words.pick(
          random,
          "Is the " + one + " to the left or to the right of the " + other + "?",
          "Where is the " + one + ", left or right of the " + other + "?",
          "On which side of the " + other + " is the " + one + "?");
    }
  },
  VERTICAL("above", "below", "above", "below", List.of("highest", "lowest")) {
    @Override
    int along(SceneObject object) {
      return object.y();
    }

    @Override
    int third(SceneObject object) {
      return object.cell().row();
    }

    @Override
    String sideQuestion(String one, String other, RandomGenerator random) {
      return Words.pick(
          random,
          "Is the " + one + " above or below the " + other + "?",
          "Where is the " + one + ", above or below the " + other + "?",
          "Compare the " + one + " with the " + other + ". Is it above or below?");
    }
  };

  private final String low;
  private final String high;
  private final String lowOf;
  private final String highOf;
  private final List<String> extremes;

  Axis(String low, String high, String lowOf, String highOf, List<String> extremes) {
    this.low = low;
    this.high = high;
    this.lowOf = lowOf;
    this.highOf = highOf;
    this.extremes = extremes;
  }

  /** The coordinate of the centre. */
  abstract int along(SceneObject object);

  /** The third of the picture in which that coordinate lies, 0 to 2. */
  abstract int third(SceneObject object);

  abstract String sideQuestion(String one, String other, RandomGenerator random);

  /** The option for the side of smaller or larger coordinates. */
  String side(boolean lower) {
    return lower ? low : high;
  }

  /** The option within a sentence: "left of". */
  String sideOf(String side) {
    return side.equals(low) ? lowOf : highOf;
  }

  /** For example "furthest left". */
  String extreme(boolean lowest) {
    return extremes.get(lowest ? 0 : 1);
  }
}
