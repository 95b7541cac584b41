package io.emend.engine;

import io.emend.generation.FinishReason;
import io.emend.generation.Timings;
import io.emend.generation.TokenLogprob;
import java.util.List;

/**
 * A finished response.
 *
 * @param tokens generated ids, the end token included when the model wrote it
 * @param cachedTokens prompt tokens found in the cache instead of computed
 */
public record GenerationResult(
    String text,
    int[] tokens,
    FinishReason finishReason,
    int promptTokens,
    int cachedTokens,
    List<TokenLogprob> logprobs,
    Timings timings) {}
