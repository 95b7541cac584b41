package io.emend.preference;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The questions that a model was trained on, none of which counts in its evaluation.
 *
 * @param digests {@link QuestionDigest}s
 */
public record TrainedQuestions(Set<String> digests) {

  public TrainedQuestions {
    digests = Set.copyOf(digests);
  }

  /** Of all pairs, those that settings were chosen on included. */
  public static TrainedQuestions of(Stream<DatasetVersion> trainedOn) {
    return new TrainedQuestions(
        trainedOn
            .flatMap(DatasetVersion::pairs)
            .map(pair -> QuestionDigest.of(pair.pictures(), pair.question()))
            .collect(Collectors.toUnmodifiableSet()));
  }
}
