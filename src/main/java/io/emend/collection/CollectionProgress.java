package io.emend.collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.correction.Outcome;
import io.emend.preference.LabelledCorrection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a collection is.
 *
 * @param done samples asked, those that failed included
 * @param total most samples, exact once the source has ended; null while not known
 * @param outcomes how many of each, zeros included
 * @param unparsed samples with a response, of either turn, that no answer could be read from
 * @param failed samples that could not be asked
 * @param failures the first of those
 * @param ratePerSecond samples a second since the run began or went on
 * @param secondsLeft null while not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CollectionProgress(
    long done,
    Long total,
    Map<String, Integer> outcomes,
    int unparsed,
    int failed,
    List<Failure> failures,
    double ratePerSecond,
    Long secondsLeft) {
  private static final int NAMED = 20;

  /** A sample that could not be asked, and why. */
  public record Failure(String sample, String reason) {}

  public CollectionProgress {
    outcomes = Map.copyOf(outcomes);
    failures = List.copyOf(failures);
  }

  static CollectionProgress none(Long total) {
    Map<String, Integer> outcomes = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome.word(), 0);
    }
    return new CollectionProgress(0, total, outcomes, 0, 0, List.of(), 0, null);
  }

  CollectionProgress plus(CollectedRow row) {
    return row.sample() == null ? plusFailure(row) : plusSample(row.sample());
  }

  private CollectionProgress plusFailure(CollectedRow row) {
    List<Failure> named = new ArrayList<>(failures);
    if (named.size() < NAMED) {
      named.add(new Failure(row.id(), row.failure()));
    }
    return new CollectionProgress(
        done + 1, total, outcomes, unparsed, failed + 1, named, ratePerSecond, secondsLeft);
  }

  private CollectionProgress plusSample(LabelledCorrection sample) {
    Map<String, Integer> counts = new LinkedHashMap<>(outcomes);
    counts.merge(sample.outcome().word(), 1, Integer::sum);
    boolean parsed = sample.initial().parsed() && sample.refined().parsed();
    return new CollectionProgress(
        done + 1,
        total,
        counts,
        unparsed + (parsed ? 0 : 1),
        failed,
        failures,
        ratePerSecond,
        secondsLeft);
  }

  /**
   * The same with a rate and the time left.
   *
   * @param before samples that were done when this run began
   * @param seconds since then
   */
  CollectionProgress paced(long before, double seconds) {
    double rate = seconds > 0 ? (done - before) / seconds : 0;
    Long left = total == null || rate == 0 ? null : Math.round((total - done) / rate);
    return new CollectionProgress(
        done, total, outcomes, unparsed, failed, failures, Math.round(rate * 100) / 100.0, left);
  }

  /** The same at the source's end, when the total is known. */
  CollectionProgress complete() {
    return new CollectionProgress(
        done, done, outcomes, unparsed, failed, failures, ratePerSecond, 0L);
  }
}
