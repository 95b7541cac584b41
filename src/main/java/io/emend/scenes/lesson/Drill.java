package io.emend.scenes.lesson;

import io.emend.scenes.Named;
import io.emend.scenes.ShapeColor;
import io.emend.scenes.ShapeKind;
import io.emend.scenes.Words;
import io.emend.scenes.question.SceneQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Lessons without a picture in which only the letter of a given option is to be found. */
public final class Drill {
  private static final int TURNS = 3;
  private static final String[] PROMPTS = {
    "Find the letter.", "Choose the option.", "Pick the answer."
  };
  private static final List<String> COLORS =
      Stream.of(ShapeColor.values()).map(Named::word).toList();
  private static final List<String> SHAPES =
      Stream.of(ShapeKind.values()).map(Named::word).toList();
  private static final List<List<String>> POOLS =
      List.of(
          COLORS,
          SHAPES,
          List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
          List.of("yes", "no", "equal"),
          List.of("left", "right", "above", "below"),
          COLORS.stream().flatMap(c -> SHAPES.stream().map(s -> c + " " + s)).toList());
  private static final List<String> ALL = POOLS.stream().flatMap(List::stream).toList();

  private Drill() {}

  /** A list of options, then several of them by text, each to be answered with its letter. */
  public static Lesson lookup(RandomGenerator random) {
    List<String> pool = Words.chance(random, 75) ? Words.pick(random, POOLS) : ALL;
    int count = Math.min(2 + random.nextInt(3), pool.size());
    List<String> options = Words.shuffled(random, pool).subList(0, count);
    List<LessonPart> parts = new ArrayList<>();
    parts.add(LessonPart.asked(Words.pick(random, PROMPTS) + SceneQuestion.optionLines(options)));
    for (int turn = 0; turn < TURNS; turn++) {
      int option = random.nextInt(count);
      Conclusion conclusion = Conclusion.draw(random);
      String given = conclusion.given(options.get(option));
      parts.add(LessonPart.given(turn == 0 ? given : " " + given));
      parts.add(LessonPart.said(conclusion.learned(SceneQuestion.letter(option))));
    }
    return new Lesson(parts);
  }

  /** A real question with the reasoning for some option given: only the letter is learned. */
  public static Lesson question(SceneQuestion question, RandomGenerator random) {
    int option = random.nextInt(question.options().size());
    Conclusion conclusion = Conclusion.draw(random);
    String reasoning = question.reasoning().towards(option, random);
    String given = conclusion.given(question.options().get(option));
    return new Lesson(
        List.of(
            LessonPart.asked(question.prompt()),
            LessonPart.given(reasoning + " " + given),
            LessonPart.said(conclusion.learned(SceneQuestion.letter(option)))));
  }
}
