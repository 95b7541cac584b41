package io.emend.preference;

import io.emend.storage.Sha256;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Knows the questions that a model was trained on, so that none counts in its evaluation. A
 * question is its picture and its text: other options, another order of them or another instruction
 * do not make it a new one.
 */
public final class HeldOutGuard {
  private final Set<String> digests;

  private HeldOutGuard(Set<String> digests) {
    this.digests = digests;
  }

  /** Of all pairs, those that settings were chosen on included. */
  public static HeldOutGuard of(Stream<DatasetVersion> trainedOn) {
    return new HeldOutGuard(
        trainedOn
            .flatMap(version -> version.pairs())
            .map(pair -> digest(pair.image(), pair.question()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Whether the question was trained on.
   *
   * @param image SHA-256 of the encoded picture
   * @param question its text without options
   */
  public boolean knows(String image, String question) {
    return digests.contains(digest(image, question));
  }

  /** How many questions were trained on. */
  public int size() {
    return digests.size();
  }

  private static String digest(String image, String question) {
    return Sha256.of(image + "\n" + question.strip());
  }
}
