package io.emend.preference;

/**
 * How both responses were sampled; the fields are those of a request.
 *
 * @param temperature 0 is greedy
 * @param topK 0 is off
 * @param repetitionPenalty 1 is off
 */
public record RecordedSampling(
    double temperature,
    double topP,
    int topK,
    double minP,
    double repetitionPenalty,
    int maxTokens) {}
