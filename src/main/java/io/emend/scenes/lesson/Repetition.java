package io.emend.scenes.lesson;

import io.emend.scenes.Cell;
import io.emend.scenes.Named;
import io.emend.scenes.ShapeColor;
import io.emend.scenes.ShapeKind;
import io.emend.scenes.Words;
import io.emend.scenes.question.SceneQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Dense lessons without a picture, for the first minutes: a model that can repeat words and find
 * the letter of an option many times over needs far fewer pictures to learn from.
 */
public final class Repetition {
  private static final List<String> WORDS =
      Stream.of(
              Stream.of(ShapeColor.values()).map(Named::word),
              Stream.of(ShapeKind.values()).map(Named::word),
              Cell.ALL.stream().map(Cell::word),
              Stream.of("big", "small", "yes", "no", "0", "1", "2", "3", "4", "5", "6", "7"))
          .flatMap(s -> s)
          .toList();
  private static final int MAX_OPTIONS = 5;
  private static final int LOOKUPS = 8;

  private Repetition() {}

  /** A row of words, said again. */
  public static Lesson words(RandomGenerator random) {
    int count = 6 + random.nextInt(10);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(Words.pick(random, WORDS));
    }
    return new Lesson(
        List.of(
            LessonPart.asked("Repeat: " + String.join(" ", words)),
            LessonPart.given(" " + words.get(0)),
            LessonPart.said(" " + String.join(" ", words.subList(1, count)))));
  }

  /** Options by line, then text after text, each followed by its letter. */
  public static Lesson letters(RandomGenerator random) {
    int count = 2 + random.nextInt(MAX_OPTIONS - 1);
    List<String> options = Words.shuffled(random, WORDS).subList(0, count);
    List<LessonPart> parts = new ArrayList<>();
    parts.add(LessonPart.asked("Find the letter." + SceneQuestion.optionLines(options)));
    for (int i = 0; i < LOOKUPS; i++) {
      int option = random.nextInt(count);
      parts.add(
          LessonPart.given(" " + options.get(option) + (random.nextBoolean() ? "" : ", option")));
      parts.add(LessonPart.said(" " + SceneQuestion.letter(option)));
    }
    return new Lesson(parts);
  }
}
