package io.emend.preference;

import io.emend.correction.Outcome;
import io.emend.preference.pair.PairSelection;
import io.emend.preference.pair.SkipReason;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many there are of what, zeros included.
 *
 * @param outcomes of all samples
 * @param splits of the pairs
 * @param skipped samples without a pair
 */
public record DatasetCounts(
    int samples,
    Map<Outcome, Integer> outcomes,
    int pairs,
    Map<DataSplit, Integer> splits,
    Map<SkipReason, Integer> skipped) {

  static DatasetCounts of(Collection<LabelledCorrection> samples, PairSelection selection) {
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, 0);
    }
    samples.forEach(sample -> outcomes.merge(sample.outcome(), 1, Integer::sum));
    Map<DataSplit, Integer> splits = new EnumMap<>(DataSplit.class);
    for (DataSplit split : DataSplit.values()) {
      splits.put(split, 0);
    }
    selection.pairs().forEach(pair -> splits.merge(pair.split(), 1, Integer::sum));
    return new DatasetCounts(
        samples.size(), outcomes, selection.pairs().size(), splits, selection.skipped());
  }
}
