package io.emend.scenes.question;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a question as a person would and answers it from the raw objects. Shares no code with the
 * generator, so that both would have to be wrong in the same way.
 */
final class SceneOracle {
  private static final String COLOR = "colou?r";
  private static final String EXTREME = "(furthest left|furthest right|highest|lowest)";

  private record Rule(Pattern pattern, Check check) {}

  private interface Check {
    boolean holds(Scene scene, Matcher question, String option);
  }

  private static final List<Rule> RULES =
      List.of(
          rule("(?:What|Which) " + COLOR + " is the shape that is " + EXTREME, extreme(true)),
          rule("Which " + COLOR + " does the shape have that is " + EXTREME, extreme(true)),
          rule("Tell me the " + COLOR + " of the shape that is " + EXTREME, extreme(true)),
          rule("(?:Which shape|Name the shape that) is " + EXTREME, extreme(false)),
          rule("What is " + EXTREME + " in the picture", extreme(false)),
          rule("What " + COLOR + " is the (.+)", attribute(true)),
          rule("Which " + COLOR + " does the (.+) have", attribute(true)),
          rule("Tell me the " + COLOR + " of the (.+)", attribute(true)),
          rule("What shape is the (.+)", attribute(false)),
          rule("Which shape does the (.+) have", attribute(false)),
          rule("Name the shape of the (.+)", attribute(false)),
          rule("How many (.+) (?:are there|do you see)", SceneOracle::count),
          rule("Count the (.+)", SceneOracle::count),
          rule("Is the (.+?) to the left or to the right of the (.+)", SceneOracle::side),
          rule(
              "Where is the (.+?), (?:left|above) or (?:right of|below) the (.+)",
              SceneOracle::side),
          rule("Is the (.+?) above or below the (.+)", SceneOracle::side),
          rule("Compare the (.+?) with the (.+)\\. Is it above or below", SceneOracle::side),
          rule("On which side of the (.+?) is the (.+)", SceneOracle::sideReversed),
          rule("Which is (bigger|smaller), the (.+) or the (.+)", (s, q, o) -> size(s, q, 1, o)),
          rule("Is the (.+) or the (.+) (bigger|smaller)", (s, q, o) -> size(s, q, 3, o)),
          rule(
              "Compare the (.+) with the (.+)\\. Which is (bigger|smaller)",
              (s, q, o) -> size(s, q, 3, o)),
          rule(
              "(?:Are there|Do you see|Does the picture have) more (.+) than (.+)",
              SceneOracle::more),
          rule(
              "(?:Are there more|Do you see more|Which are more,) (.+) or (.+)",
              SceneOracle::majority),
          rule("Is it true that there is no (.+)", (s, q, o) -> presence(s, q, o, false)),
          rule("Is the picture without an? (.+)", (s, q, o) -> presence(s, q, o, false)),
          rule("Is an? (.+) missing", (s, q, o) -> presence(s, q, o, false)),
          rule("Is there an? (.+)", (s, q, o) -> presence(s, q, o, true)),
          rule("Do you see an? (.+)", (s, q, o) -> presence(s, q, o, true)),
          rule("Does the picture show an? (.+)", (s, q, o) -> presence(s, q, o, true)),
          rule(
              "Which (?:" + COLOR + "|shape) (?:is not in the picture|does not appear|is missing)",
              (scene, question, option) -> select(scene, option).isEmpty()));

  private SceneOracle() {}

  /** The options that are right, by their place. */
  static List<Integer> right(Scene scene, SceneQuestion question) {
    List<String> options = question.options();
    return Stream.iterate(0, i -> i < options.size(), i -> i + 1)
        .filter(i -> holds(scene, question.question(), options.get(i)))
        .toList();
  }

  private static boolean holds(Scene scene, String question, String option) {
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern.matcher(question);
      if (matcher.matches()) {
        return rule.check.holds(scene, matcher, option);
      }
    }
    throw new AssertionError("no rule reads: " + question);
  }

  private static Rule rule(String words, Check check) {
    return new Rule(Pattern.compile(words + "[?.]"), check);
  }

  /** Objects that fit every word of a description. */
  private static List<SceneObject> select(Scene scene, String description) {
    List<String> words =
        Arrays.stream(description.split(" "))
            .filter(w -> !w.equals("at") && !w.equals("the"))
            .toList();
    return scene.objects().stream()
        .filter(object -> words.stream().allMatch(word -> fits(object, word)))
        .toList();
  }

  private static boolean fits(SceneObject object, String word) {
    return switch (word) {
      case "shape", "thing" -> true;
      case "top" -> object.y() < 22;
      case "middle" -> object.y() >= 22 && object.y() < 43;
      case "bottom" -> object.y() >= 43;
      case "left" -> object.x() < 22;
      case "center" -> object.x() >= 22 && object.x() < 43;
      case "right" -> object.x() >= 43;
      default ->
          List.of(color(object), shape(object), object.size().name().toLowerCase(Locale.ROOT))
              .contains(word);
    };
  }

  private static SceneObject only(Scene scene, String description) {
    List<SceneObject> fitting = select(scene, description);
    if (fitting.size() != 1) {
      throw new AssertionError(description + " fits " + fitting);
    }
    return fitting.get(0);
  }

  private static String color(SceneObject object) {
    return object.color().name().toLowerCase(Locale.ROOT);
  }

  private static String shape(SceneObject object) {
    return object.shape().name().toLowerCase(Locale.ROOT);
  }

  private static Check attribute(boolean byColor) {
    return (scene, question, option) -> {
      SceneObject object = only(scene, question.group(1));
      return option.equals(byColor ? color(object) : shape(object));
    };
  }

  private static Check extreme(boolean byColor) {
    return (scene, question, option) -> {
      boolean across = question.group(1).startsWith("furthest");
      boolean last = question.group(1).endsWith("right") || question.group(1).equals("lowest");
      ToIntFunction<SceneObject> along = across ? SceneObject::x : SceneObject::y;
      Comparator<SceneObject> order = Comparator.comparingInt(along);
      SceneObject extreme = scene.objects().stream().min(last ? order.reversed() : order).get();
      long near =
          scene.objects().stream()
              .filter(o -> Math.abs(along.applyAsInt(o) - along.applyAsInt(extreme)) < 6)
              .count();
      return near == 1 && option.equals(byColor ? color(extreme) : shape(extreme));
    };
  }

  private static int number(Scene scene, String sort) {
    if (sort.startsWith("shapes that are not ")) {
      return scene.objects().size() - number(scene, sort.substring(20));
    }
    return select(scene, sort.substring(0, sort.length() - 1)).size();
  }

  private static boolean count(Scene scene, Matcher question, String option) {
    return Integer.parseInt(option) == number(scene, question.group(1));
  }

  private static boolean side(Scene scene, Matcher question, String option) {
    return lies(only(scene, question.group(1)), only(scene, question.group(2)), option);
  }

  private static boolean sideReversed(Scene scene, Matcher question, String option) {
    return lies(only(scene, question.group(2)), only(scene, question.group(1)), option);
  }

  /** Sides are only called so from 9 pixels on. */
  private static boolean lies(SceneObject one, SceneObject other, String side) {
    return switch (side) {
      case "left" -> other.x() - one.x() >= 9;
      case "right" -> one.x() - other.x() >= 9;
      case "above" -> other.y() - one.y() >= 9;
      case "below" -> one.y() - other.y() >= 9;
      default -> throw new AssertionError("no side: " + side);
    };
  }

  private static boolean size(Scene scene, Matcher question, int word, String option) {
    int first = word == 1 ? 2 : 1;
    int one = only(scene, question.group(first)).radius();
    int other = only(scene, question.group(first + 1)).radius();
    int wanted =
        question.group(word).equals("bigger") ? Math.max(one, other) : Math.min(one, other);
    return one != other && only(scene, option).radius() == wanted;
  }

  private static boolean more(Scene scene, Matcher question, String option) {
    boolean more = number(scene, question.group(1)) > number(scene, question.group(2));
    return option.equals(more ? "yes" : "no");
  }

  private static boolean majority(Scene scene, Matcher question, String option) {
    int order = Integer.compare(number(scene, question.group(1)), number(scene, question.group(2)));
    String winner = order == 0 ? "equal" : question.group(order > 0 ? 1 : 2);
    return winner.startsWith(option);
  }

  private static boolean presence(Scene scene, Matcher question, String option, boolean asked) {
    boolean there = !select(scene, question.group(1)).isEmpty();
    return option.equals(there == asked ? "yes" : "no");
  }
}
