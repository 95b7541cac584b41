package io.emend.scenes.question;

import io.emend.scenes.Scene;
import io.emend.scenes.Words;
import io.emend.scenes.lesson.Mentions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Two sorts of one family, both colours or both shapes, and how many of each a scene shows. */
record SortPair(Sort one, Sort other, Tally tally) {

  /** Numbers of objects of the first and of the second sort. */
  record Tally(int one, int other) {
    int order() {
      return Integer.compare(one, other);
    }
  }

  /**
   * A pair in the wanted order, -1, 0 or 1. Mostly both sorts are in the picture, so that looking
   * for presence alone does not give the answer.
   */
  static Optional<SortPair> find(Scene scene, List<Integer> orders, RandomGenerator random) {
    List<SortPair> fitting =
        pairs(scene, Words.pick(random, Sort.COLORS, Sort.SHAPES)).stream()
            .filter(pair -> orders.contains(pair.tally.order()))
            .toList();
    List<SortPair> rich = fitting.stream().filter(SortPair::bothShown).toList();
    List<SortPair> pool = !rich.isEmpty() && Words.chance(random, 75) ? rich : fitting;
    return pool.isEmpty() ? Optional.empty() : Optional.of(Words.pick(random, pool));
  }

  private static List<SortPair> pairs(Scene scene, List<Sort> family) {
    List<SortPair> pairs = new ArrayList<>();
    for (Sort one : family) {
      for (Sort other : family) {
        Tally tally = new Tally(one.count(scene), other.count(scene));
        if (one != other && tally.one() + tally.other() > 0) {
          pairs.add(new SortPair(one, other, tally));
        }
      }
    }
    return pairs;
  }

  private boolean bothShown() {
    return tally.one() > 0 && tally.other() > 0;
  }

  /** Lists and counts both sorts as a tally claims, then compares the numbers. */
  String reason(Scene scene, Tally claim, RandomGenerator random) {
    return counted(one, scene, claim.one(), random)
        + " "
        + counted(other, scene, claim.other(), random)
        + " "
        + verdict(claim);
  }

  private static String counted(Sort sort, Scene scene, int claim, RandomGenerator random) {
    if (claim == 0) {
      return "I see no " + sort.plural() + ", that is 0.";
    }
    List<String> mentions = Mentions.claimed(sort, sort.in(scene), claim, false, random);
    return "I see " + Words.list(mentions) + ", that is " + claim + ".";
  }

  private static String verdict(Tally claim) {
    int order = claim.order();
    String relation = order > 0 ? " is more than " : order < 0 ? " is less than " : " is equal to ";
    return claim.one() + relation + claim.other() + ".";
  }
}
