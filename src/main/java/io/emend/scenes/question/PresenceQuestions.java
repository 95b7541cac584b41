package io.emend.scenes.question;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.ShapeColor;
import io.emend.scenes.ShapeKind;
import io.emend.scenes.Words;
import io.emend.scenes.lesson.Mentions;
import io.emend.scenes.lesson.Reasoning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** "Is there a red circle?" and "Is the picture without a red circle?", as often yes as no. */
final class PresenceQuestions implements QuestionMaker {
  private static final int ATTEMPTS = 20;

  /** What is asked for, and whether the scene has it. */
  private record Target(ShapeColor color, ShapeKind shape, boolean there) {
    String name() {
      return color.word() + " " + shape.word();
    }

    boolean is(SceneObject object) {
      return object.color() == color && object.shape() == shape;
    }
  }

  @Override
  public Optional<SceneQuestion> ask(Scene scene, RandomGenerator random) {
    return random.nextBoolean()
        ? Optional.of(ask(scene, present(scene, random), random))
        : absent(scene, random).map(target -> ask(scene, target, random));
  }

  private static Target present(Scene scene, RandomGenerator random) {
    SceneObject object = Words.pick(random, scene.objects());
    return new Target(object.color(), object.shape(), true);
  }

  /** A near miss, sought for long enough that "no" is right as often as "yes". */
  private static Optional<Target> absent(Scene scene, RandomGenerator random) {
    return Stream.generate(() -> nearMiss(scene, random))
        .limit(ATTEMPTS)
        .filter(target -> scene.objects().stream().noneMatch(target::is))
        .findFirst();
  }

  /** Shares its colour or its shape, or each with another object. */
  private static Target nearMiss(Scene scene, RandomGenerator random) {
    SceneObject one = Words.pick(random, scene.objects());
    SceneObject other = Words.pick(random, scene.objects());
    boolean swap = Words.chance(random, 60);
    boolean keepColor = random.nextBoolean();
    ShapeColor color = swap || keepColor ? one.color() : Words.pick(random, ShapeColor.values());
    ShapeKind kept = keepColor ? Words.pick(random, ShapeKind.values()) : one.shape();
    return new Target(color, swap ? other.shape() : kept, false);
  }

  private static SceneQuestion ask(Scene scene, Target target, RandomGenerator random) {
    boolean negated = Words.chance(random, 35);
    Options options = Options.yesNo(random, target.there() != negated);
    Reasoning reasoning =
        (option, draw) -> {
          boolean claim = (option == options.answer()) == target.there();
          return reason(scene, target, claim, draw);
        };
    return options.question(
        QuestionKind.EXISTENCE, question(target.name(), negated, random), reasoning);
  }

  private static String question(String name, boolean negated, RandomGenerator random) {
    String one = Words.article(name);
    return negated
        ? Words.pick(
            random,
            "Is it true that there is no " + name + "?",
            "Is the picture without " + one + "?",
            "Is " + one + " missing?")
        : Words.pick(
            random,
            "Is there " + one + "?",
            "Do you see " + one + "?",
            "Does the picture show " + one + "?");
  }

  private static String reason(Scene scene, Target target, boolean claim, RandomGenerator random) {
    List<String> seen = new ArrayList<>();
    scene.objects().stream()
        .filter(object -> claim || !target.is(object))
        .forEach(object -> seen.add(Mentions.brief(object)));
    String one = Words.article(target.name());
    if (claim && !target.there()) {
      seen.set(random.nextInt(seen.size()), one);
    }
    String opening = Words.pick(random, "I see ", "The picture shows ", "I find ");
    String list = seen.isEmpty() ? "nothing like it" : Words.list(seen);
    return opening + list + ". " + verdict(target.name(), claim, random);
  }

  private static String verdict(String name, boolean claim, RandomGenerator random) {
    String one = Words.article(name);
    return claim
        ? Words.pick(random, "There is " + one + ".", "One of them is " + one + ".")
        : Words.pick(random, "There is no " + name + ".", "None of them is " + one + ".");
  }
}
