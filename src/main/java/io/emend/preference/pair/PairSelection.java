package io.emend.preference.pair;

import io.emend.preference.LabelledCorrection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The pairs of some samples, and what became of the others.
 *
 * @param pairs by sample id
 * @param skipped how many for each reason, zeros included
 */
public record PairSelection(List<PreferencePair> pairs, Map<SkipReason, Integer> skipped) {

  /**
   * Makes the pairs of samples.
   *
   * @param samples ids differ; their order does not matter
   */
  public static PairSelection of(Collection<LabelledCorrection> samples, PairOptions options) {
    Map<SkipReason, Integer> skipped = new EnumMap<>(SkipReason.class);
    for (SkipReason reason : SkipReason.values()) {
      skipped.put(reason, 0);
    }
    List<PreferencePair> made = made(samples, options, skipped);
    List<PreferencePair> distinct = options.deduplicate() ? distinct(made) : made;
    count(skipped, SkipReason.DUPLICATE, made, distinct);
    List<List<PreferencePair>> groups = groups(distinct, options);
    List<PreferencePair> balanced = balanced(groups);
    count(skipped, SkipReason.BALANCE, distinct, balanced);
    List<PreferencePair> kept =
        balanced.stream()
            .limit(options.maxPairs())
            .sorted(Comparator.comparing(PreferencePair::sample))
            .toList();
    count(skipped, SkipReason.LIMIT, balanced, kept);
    return new PairSelection(kept, skipped);
  }

  private static void count(
      Map<SkipReason, Integer> skipped, SkipReason reason, List<?> before, List<?> after) {
    skipped.put(reason, before.size() - after.size());
  }

  private static List<PreferencePair> made(
      Collection<LabelledCorrection> samples,
      PairOptions options,
      Map<SkipReason, Integer> skipped) {
    List<LabelledCorrection> good = new ArrayList<>();
    for (LabelledCorrection sample : samples) {
      SkipReason.of(sample, options)
          .ifPresentOrElse(
              reason -> skipped.merge(reason, 1, Integer::sum), () -> good.add(sample));
    }
    PictureGroups groups =
        PictureGroups.of(good.stream().map(LabelledCorrection::pictures).toList());
    return good.stream()
        .map(s -> PreferencePair.of(s, options.split(groups, s.pictures().get(0))))
        .sorted(Comparator.comparing(PreferencePair::sample))
        .toList();
  }

  private static List<PreferencePair> distinct(List<PreferencePair> byId) {
    Map<List<Object>, PreferencePair> first = new LinkedHashMap<>();
    byId.forEach(pair -> first.putIfAbsent(List.of(pair.pictures(), pair.prompt()), pair));
    return List.copyOf(first.values());
  }

  /** Groups of the balance, each in the order of the seed. */
  private static List<List<PreferencePair>> groups(
      List<PreferencePair> pairs, PairOptions options) {
    return List.copyOf(
        pairs.stream()
            .sorted(Comparator.comparing(options::place))
            .collect(
                Collectors.groupingBy(options.balance()::group, TreeMap::new, Collectors.toList()))
            .values());
  }

  /** As many of each group as the smallest has, the groups in turn, so that a cut stays even. */
  private static List<PreferencePair> balanced(List<List<PreferencePair>> groups) {
    int smallest = groups.stream().mapToInt(List::size).min().orElse(0);
    List<PreferencePair> inTurn = new ArrayList<>();
    for (int i = 0; i < smallest; i++) {
      for (List<PreferencePair> group : groups) {
        inTurn.add(group.get(i));
      }
    }
    return inTurn;
  }
}
