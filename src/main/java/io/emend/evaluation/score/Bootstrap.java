package io.emend.evaluation.score;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

/**
 * Percentile bootstrap over groups of samples (Efron and Tibshirani 1993, chapter 13). Pairs stay
 * together, so that the gain's interval is that of paired differences.
 *
 * @param before accuracy in percent
 * @param after accuracy in percent
 * @param gain percentage points
 */
record Bootstrap(Interval before, Interval after, Interval gain) {
  private static final int REPLICATES = 10_000;
  private static final double TAIL = 0.025;

  /** Counts of one group. */
  private record Cluster(int size, int before, int after) {
    /** Draws go by a cluster's place: by what it counts, whatever its name or place in a source. */
    static final Comparator<Cluster> ORDER =
        Comparator.comparingInt(Cluster::size)
            .thenComparingInt(Cluster::before)
            .thenComparingInt(Cluster::after);

    static Cluster of(List<Verdict> verdicts) {
      return new Cluster(
          verdicts.size(),
          (int) verdicts.stream().filter(Verdict::before).count(),
          (int) verdicts.stream().filter(Verdict::after).count());
    }
  }

  /**
   * @param verdicts at least one
   * @param seed the same seed gives the same intervals to the same answers, in whatever order or
   *     format they come
   */
  static Bootstrap of(List<Verdict> verdicts, long seed) {
    Cluster[] clusters =
        verdicts.stream().collect(Collectors.groupingBy(Verdict::group)).values().stream()
            .map(Cluster::of)
            .sorted(Cluster.ORDER)
            .toArray(Cluster[]::new);
    double[] before = new double[REPLICATES];
    double[] after = new double[REPLICATES];
    double[] gain = new double[REPLICATES];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < REPLICATES; i++) {
      Cluster drawn = replicate(clusters, random);
      before[i] = 100.0 * drawn.before() / drawn.size();
      after[i] = 100.0 * drawn.after() / drawn.size();
      gain[i] = after[i] - before[i];
    }
    return new Bootstrap(percentiles(before), percentiles(after), percentiles(gain));
  }

  private static Cluster replicate(Cluster[] clusters, SplittableRandom random) {
    int size = 0;
    int before = 0;
    int after = 0;
    for (int i = 0; i < clusters.length; i++) {
      Cluster drawn = clusters[random.nextInt(clusters.length)];
      size += drawn.size();
      before += drawn.before();
      after += drawn.after();
    }
    return new Cluster(size, before, after);
  }

  private static Interval percentiles(double[] values) {
    double[] ends =
        Quantile.withDefaults().with(EstimationMethod.HF7).evaluate(values, TAIL, 1 - TAIL);
    return new Interval(ends[0], ends[1]);
  }
}
