package io.emend.scenes.lesson;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.Words;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What there is to say about a whole scene, in reading order. */
public enum Captions {
  /** Every object with its size, colour, shape and place. */
  FULL(
      List.of("Describe the picture.", "List every shape.", "What do you see?"),
      List.of("I see ", "There is ", "The picture shows "),
      object -> Words.article(object.fullName()) + " " + object.place()),
  /** The colour of every object. */
  COLORS(
      List.of("Name the colors.", "Which colors do you see?"),
      List.of("I see ", "The colors are "),
      object -> object.color().word()),
  /** The shape of every object. */
  SHAPES(
      List.of("Name the shapes.", "Which shapes do you see?"),
      List.of("I see ", "The shapes are "),
      object -> object.shape().word());

  private final List<String> prompts;
  private final List<String> openings;
  private final Function<SceneObject, String> words;

  Captions(List<String> prompts, List<String> openings, Function<SceneObject, String> words) {
    this.prompts = prompts;
    this.openings = openings;
    this.words = words;
  }

  /** What the user asks for. */
  public String prompt(RandomGenerator random) {
    return Words.pick(random, prompts);
  }

  /** What the assistant says. */
  public String text(Scene scene, RandomGenerator random) {
    List<String> parts = scene.objects().stream().map(words).toList();
    return Words.pick(random, openings) + Words.list(parts) + ".";
  }
}
