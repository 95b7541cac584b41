package io.emend.scenes.question;

import io.emend.scenes.Scene;
import io.emend.scenes.Words;
import io.emend.scenes.lesson.Reasoning;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** "Are there more red shapes or blue shapes?" One, the other, or as many of both. */
final class MajorityQuestions implements QuestionMaker {
  private static final String EQUAL = "equal";

  @Override
  public Optional<SceneQuestion> ask(Scene scene, RandomGenerator random) {
    int order = random.nextInt(3) - 1;
    return SortPair.find(scene, List.of(order), random).map(pair -> ask(scene, pair, random));
  }

  private static SceneQuestion ask(Scene scene, SortPair pair, RandomGenerator random) {
    List<String> texts = List.of(pair.other().word(), EQUAL, pair.one().word());
    String right = texts.get(pair.tally().order() + 1);
    List<String> wrong = texts.stream().filter(text -> !text.equals(right)).toList();
    Options options = Options.of(random, right, wrong);
    Reasoning reasoning =
        (option, draw) -> {
          int claimed = texts.indexOf(options.texts().get(option)) - 1;
          return pair.reason(scene, claim(pair.tally(), claimed), draw);
        };
    String question = question(pair.one().plural(), pair.other().plural(), random);
    return options.question(QuestionKind.COMPARISON, question, reasoning);
  }

  /** The true tally where it has the claimed order, else the nearest that has. */
  private static SortPair.Tally claim(SortPair.Tally tally, int order) {
    if (order == tally.order()) {
      return tally;
    }
    int most = Math.max(tally.one(), tally.other());
    int first = order > 0 ? tally.other() + 1 : order < 0 ? tally.one() : most;
    int second = order > 0 ? tally.other() : order < 0 ? tally.one() + 1 : most;
    return new SortPair.Tally(first, second);
  }

  private static String question(String one, String other, RandomGenerator random) {
    return Words.pick(
        random,
        "Are there more " + one + " or " + other + "?",
        "Which are more, " + one + " or " + other + "?",
        "Do you see more " + one + " or " + other + "?");
  }
}
