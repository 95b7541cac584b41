package io.emend.operation.evaluation;

import java.util.List;
import java.util.Set;

/**
 * What some models were trained on.
 *
 * @param digests {@link io.emend.preference.QuestionDigest}s of all pairs
 * @param datasets versions that they are from, as {@code name/version}
 * @param unknown adapters that no training job of this store made: what they have seen cannot be
 *     told
 */
public record TrainedOn(Set<String> digests, List<String> datasets, List<String> unknown) {

  public TrainedOn {
    digests = Set.copyOf(digests);
    datasets = List.copyOf(datasets);
    unknown = List.copyOf(unknown);
  }
}
