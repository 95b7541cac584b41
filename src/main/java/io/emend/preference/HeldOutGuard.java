package io.emend.preference;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Knows the questions that a model was trained on, so that none counts in its evaluation.
 *
 * @param digests {@link QuestionDigest}s
 */
public record HeldOutGuard(Set<String> digests) {

  public HeldOutGuard {
    digests = Set.copyOf(digests);
  }

  /** Of all pairs, those that settings were chosen on included. */
  public static HeldOutGuard of(Stream<DatasetVersion> trainedOn) {
    return new HeldOutGuard(
        trainedOn
            .flatMap(DatasetVersion::pairs)
            .map(pair -> QuestionDigest.of(pair.pictures(), pair.question()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Whether the question was trained on.
   *
   * @param images SHA-256 of the encoded pictures in order
   * @param question its text without options
   */
  public boolean knows(List<String> images, String question) {
    return digests.contains(QuestionDigest.of(images, question));
  }
}
