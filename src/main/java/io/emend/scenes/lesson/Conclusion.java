package io.emend.scenes.lesson;

import io.emend.scenes.Words;
import java.util.random.RandomGenerator;

/** How a response names its option: first the text, then the letter, then the mark. */
public record Conclusion(String opening, String middle) {
  private static final Conclusion[] ALL = {
    new Conclusion("So the answer is ", ", option"),
    new Conclusion("That makes it ", ", which is option"),
    new Conclusion("I choose ", ", so option"),
  };

  public static Conclusion draw(RandomGenerator random) {
    return Words.pick(random, ALL);
  }

  public String words(String option, char letter) {
    return given(option) + learned(letter);
  }

  /** Up to the point where the letter has to be looked up. */
  String given(String option) {
    return opening + option + middle;
  }

  String learned(char letter) {
    return " " + letter + ". ## " + letter + " ##";
  }
}
