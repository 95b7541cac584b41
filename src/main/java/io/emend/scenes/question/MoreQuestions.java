package io.emend.scenes.question;

import io.emend.scenes.Scene;
import io.emend.scenes.Words;
import io.emend.scenes.lesson.Reasoning;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** "Are there more circles than squares?" As often yes as no. */
final class MoreQuestions implements QuestionMaker {
  private static final List<Integer> YES = List.of(1);
  private static final List<Integer> NO = List.of(-1, 0);

  @Override
  public Optional<SceneQuestion> ask(Scene scene, RandomGenerator random) {
    boolean yes = random.nextBoolean();
    return SortPair.find(scene, yes ? YES : NO, random).map(pair -> ask(scene, pair, yes, random));
  }

  private static SceneQuestion ask(
      Scene scene, SortPair pair, boolean yes, RandomGenerator random) {
    Options options = Options.yesNo(random, yes);
    Reasoning reasoning =
        (option, draw) -> {
          boolean right = option == options.answer();
          return pair.reason(scene, right ? pair.tally() : opposite(pair.tally()), draw);
        };
    String question = question(pair.one().plural(), pair.other().plural(), random);
    return options.question(QuestionKind.COMPARISON, question, reasoning);
  }

  /** The nearest tally with the other answer: one object too many on one side. */
  private static SortPair.Tally opposite(SortPair.Tally tally) {
    return tally.order() > 0
        ? new SortPair.Tally(tally.one(), tally.one())
        : new SortPair.Tally(tally.other() + 1, tally.other());
  }

  private static String question(String one, String other, RandomGenerator random) {
    return Words.pick(
        random,
        "Are there more " + one + " than " + other + "?",
        "Do you see more " + one + " than " + other + "?",
        "Does the picture have more " + one + " than " + other + "?");
  }
}
