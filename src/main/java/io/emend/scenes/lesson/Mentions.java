package io.emend.scenes.lesson;

import io.emend.scenes.Cell;
import io.emend.scenes.SceneObject;
import io.emend.scenes.ShapeColor;
import io.emend.scenes.ShapeKind;
import io.emend.scenes.Words;
import io.emend.scenes.question.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Objects as they are named in reasoning, and made-up ones where the reasoning is wrong. */
public final class Mentions {
  private static final List<String> NAMES =
      Stream.of(ShapeColor.values())
          .flatMap(c -> Stream.of(ShapeKind.values()).map(s -> c.word() + " " + s.word()))
          .toList();

  private Mentions() {}

  /** For example "a red circle". */
  public static String brief(SceneObject object) {
    return Words.article(object.name());
  }

  /** For example "a red circle at the top left". */
  static String placed(SceneObject object) {
    return brief(object) + " " + object.place();
  }

  /**
   * So many of a sort as the reasoning claims: what is there, less some of it or with more of the
   * same sort made up.
   */
  public static List<String> claimed(
      Sort sort, List<SceneObject> there, int claim, boolean places, RandomGenerator random) {
    List<String> mentions = new ArrayList<>();
    there.forEach(object -> mentions.add(places ? placed(object) : brief(object)));
    while (mentions.size() > claim) {
      mentions.remove(random.nextInt(mentions.size()));
    }
    while (mentions.size() < claim) {
      String made = Words.article(madeUp(sort, random));
      mentions.add(
          random.nextInt(mentions.size() + 1),
          places ? made + " at the " + Words.pick(random, Cell.ALL).word() : made);
    }
    return mentions;
  }

  private static String madeUp(Sort sort, RandomGenerator random) {
    boolean mixed = sort.equals(Sort.ANY) || Sort.OTHERS.contains(sort);
    boolean keep = !mixed;
    List<String> fitting =
        NAMES.stream()
            .filter(name -> sort.equals(Sort.ANY) || name.contains(sort.word()) == keep)
            .toList();
    return Words.pick(random, fitting);
  }
}
