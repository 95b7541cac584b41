package io.emend.collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.correction.Outcome;
import io.emend.preference.LabelledCorrection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a collection counts.
 *
 * @param outcomes how many of each, zeros included
 * @param unparsed samples with a response, of either turn, that no answer could be read from
 * @param failed samples that could not be asked
 * @param failures the first of those
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CollectionCounts(
    Map<String, Integer> outcomes, int unparsed, int failed, List<Failure> failures) {
  private static final int NAMED = 20;

  /** A sample that could not be asked, and why. */
  public record Failure(String sample, String reason) {}

  public CollectionCounts {
    outcomes = Map.copyOf(outcomes);
    failures = List.copyOf(failures);
  }

  /** Nothing yet. */
  public static CollectionCounts none() {
    Map<String, Integer> outcomes = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome.word(), 0);
    }
    return new CollectionCounts(outcomes, 0, 0, List.of());
  }

  /** Samples asked, those that failed included. */
  public long asked() {
    return failed + outcomes.values().stream().mapToLong(Integer::longValue).sum();
  }

  static CollectionCounts of(List<CollectedRow> rows) {
    CollectionCounts counts = none();
    for (CollectedRow row : rows) {
      counts = counts.plus(row);
    }
    return counts;
  }

  CollectionCounts plus(CollectedRow row) {
    return row.sample() == null ? plusFailure(row) : plusSample(row.sample());
  }

  private CollectionCounts plusFailure(CollectedRow row) {
    List<Failure> named = new ArrayList<>(failures);
    if (named.size() < NAMED) {
      named.add(new Failure(row.id(), row.failure()));
    }
    return new CollectionCounts(outcomes, unparsed, failed + 1, named);
  }

  private CollectionCounts plusSample(LabelledCorrection sample) {
    Map<String, Integer> counts = new LinkedHashMap<>(outcomes);
    counts.merge(sample.outcome().word(), 1, Integer::sum);
    boolean parsed = sample.initial().parsed() && sample.refined().parsed();
    return new CollectionCounts(counts, unparsed + (parsed ? 0 : 1), failed, failures);
  }
}
