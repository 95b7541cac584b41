package io.emend.scenes.question;

import io.emend.scenes.Named;
import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.Words;
import io.emend.scenes.lesson.Reasoning;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Options in random order with the place of the right one. */
record Options(List<String> texts, int answer) {
  private static final int MOST_WRONG = 3;

  /** The right text among all wrong ones. */
  static Options of(RandomGenerator random, String right, Collection<String> wrong) {
    List<String> texts = new ArrayList<>(wrong);
    texts.add(right);
    texts = Words.shuffled(random, texts);
    return new Options(texts, texts.indexOf(right));
  }

  /** The right text among two or three of the wrong ones, the first ones first. */
  static Options some(RandomGenerator random, String right, List<String> wrong) {
    int most = Words.chance(random, 33) ? MOST_WRONG - 1 : MOST_WRONG;
    return of(random, right, wrong.subList(0, Math.min(most, wrong.size())));
  }

  static Options yesNo(RandomGenerator random, boolean yes) {
    return of(random, yes ? "yes" : "no", List.of(yes ? "no" : "yes"));
  }

  /** The right word among others of its enum, those that the scene shows before the rest. */
  static <E extends Enum<E> & Named> Options words(
      RandomGenerator random, E right, Scene scene, Function<SceneObject, E> attribute) {
    List<E> shown = scene.objects().stream().map(attribute).distinct().toList();
    List<E> all = List.of(right.getDeclaringClass().getEnumConstants());
    Stream<E> near = Words.shuffled(random, shown).stream();
    Stream<E> far = Words.shuffled(random, all).stream();
    List<String> wrong =
        Stream.concat(near, far).distinct().filter(e -> e != right).map(Named::word).toList();
    return some(random, right.word(), wrong);
  }

  SceneQuestion question(QuestionKind kind, String question, Reasoning reasoning) {
    return new SceneQuestion(kind, question, texts, answer, reasoning);
  }
}
