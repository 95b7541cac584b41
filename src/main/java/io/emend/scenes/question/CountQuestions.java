package io.emend.scenes.question;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.Words;
import io.emend.scenes.lesson.Mentions;
import io.emend.scenes.lesson.Reasoning;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** "How many red shapes are there?" Every number that a scene allows is asked for as often. */
final class CountQuestions implements QuestionMaker {
  private static final List<Sort> SORTS =
      Stream.of(Sort.COLORS, Sort.SHAPES, Sort.OTHERS, List.of(Sort.ANY))
          .flatMap(List::stream)
          .toList();

  /** Wrong numbers this close to the right one come first. */
  private static final int NEAR = 2;

  @Override
  public Optional<SceneQuestion> ask(Scene scene, RandomGenerator random) {
    List<Integer> counts = SORTS.stream().map(sort -> sort.count(scene)).distinct().toList();
    int count = Words.pick(random, counts);
    Sort sort = Words.pick(random, SORTS.stream().filter(s -> s.count(scene) == count).toList());
    Options options = Options.some(random, "" + count, wrong(count, random));
    Reasoning reasoning =
        (option, draw) -> reason(sort, sort.in(scene), options.texts().get(option), draw);
    return Optional.of(
        options.question(QuestionKind.COUNT, question(sort.plural(), random), reasoning));
  }

  private static List<String> wrong(int count, RandomGenerator random) {
    List<Integer> others =
        IntStream.rangeClosed(Math.max(0, count - NEAR - 1), count + NEAR)
            .filter(n -> n != count)
            .boxed()
            .toList();
    return Words.shuffled(random, others).stream().map(String::valueOf).toList();
  }

  private static String question(String sort, RandomGenerator random) {
    return Words.pick(
        random,
        "How many " + sort + " are there?",
        "How many " + sort + " do you see?",
        "Count the " + sort + ".");
  }

  private static String reason(
      Sort sort, List<SceneObject> there, String count, RandomGenerator random) {
    if (count.equals("0")) {
      return Words.pick(
          random,
          "I see no " + sort.plural() + ". That is 0.",
          "There are no " + sort.plural() + ". The count is 0.",
          "I find no " + sort.plural() + ". I count 0.");
    }
    int claim = Integer.parseInt(count);
    String list = Words.list(Mentions.claimed(sort, there, claim, true, random));
    return Words.pick(
        random,
        "I see " + list + ". That is " + count + ".",
        "The " + sort.plural() + " are " + list + ". The count is " + count + ".",
        "I find " + list + ". I count " + count + ".");
  }
}
