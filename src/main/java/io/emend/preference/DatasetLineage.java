package io.emend.preference;

/**
 * Where a dataset version comes from.
 *
 * @param source name of the labelled source
 * @param adapter null for the base model
 * @param review text of the second turn
 * @param parent the version that this one was made from, as {@code name/version}; null for none
 */
public record DatasetLineage(
    String source,
    String model,
    String adapter,
    String review,
    RecordedSampling sampling,
    Long seed,
    String parent) {}
