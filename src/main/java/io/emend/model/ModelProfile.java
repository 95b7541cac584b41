package io.emend.model;

import java.util.Set;

/**
 * What a caller must know of a model without touching it.
 *
 * @param id name in the API, for example {@code emend-tiny}
 * @param family whose folder reads its configuration
 * @param contextLength longest sequence in tokens, image tokens included
 * @param imageTokenId id that stands at image positions
 * @param endTokens ids that end a response
 * @param parameters number of weights
 */
public record ModelProfile(
    String id,
    String family,
    int contextLength,
    int vocabularySize,
    int imageTokenId,
    Set<Integer> endTokens,
    Precision precision,
    String device,
    long parameters) {

  public ModelProfile {
    endTokens = Set.copyOf(endTokens);
  }
}
