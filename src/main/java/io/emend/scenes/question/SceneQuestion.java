package io.emend.scenes.question;

import io.emend.error.EmendException;
import io.emend.scenes.lesson.Conclusion;
import io.emend.scenes.lesson.Reasoning;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A multiple-choice question about a scene.
 *
 * @param question without its options
 * @param options two to four, all different
 * @param answer index of the one right option
 * @param reasoning what leads to each option
 */
public record SceneQuestion(
    QuestionKind kind, String question, List<String> options, int answer, Reasoning reasoning) {

  /** The last line of every prompt. */
  public static final String INSTRUCTION = "Think step by step. End with ## letter ##.";

  public SceneQuestion {
    options = List.copyOf(options);
    if (question.isBlank()) {
      throw EmendException.invalid("question", "must not be blank", question);
    }
    if (options.size() < 2 || options.size() > 4) {
      throw EmendException.invalid("options", "must be two to four", options);
    }
    if (new HashSet<>(options).size() < options.size()) {
      throw EmendException.invalid("options", "must all differ", options);
    }
    requireOption("answer", answer, options);
  }

  private static void requireOption(String field, int value, List<String> options) {
    if (value < 0 || value >= options.size()) {
      throw EmendException.invalid(field, "must be 0 to " + (options.size() - 1), value);
    }
  }

  /** The letter that stands for an option: 0 is 'A'. */
  public static char letter(int option) {
    return (char) ('A' + option);
  }

  /** Question, one line an option, instruction. */
  public String prompt() {
    return question + optionLines(options) + "\n" + INSTRUCTION;
  }

  public static String optionLines(List<String> options) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < options.size(); i++) {
      lines.append('\n').append(letter(i)).append(". ").append(options.get(i));
    }
    return lines.toString();
  }

  /** Reasoning that leads to an option, then the option by text and letter, then the mark. */
  public String response(int option, RandomGenerator random) {
    requireOption("option", option, options);
    String conclusion = Conclusion.draw(random).words(options.get(option), letter(option));
    return reasoning.towards(option, random) + " " + conclusion;
  }

  /** An option that is not the answer. */
  public int wrongOption(RandomGenerator random) {
    int other = random.nextInt(options.size() - 1);
    return other < answer ? other : other + 1;
  }
}
