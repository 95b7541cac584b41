package io.emend.engine;

import java.time.Duration;
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
    Timings timings) {

  /** Log-probability of a chosen token and of the best alternatives. */
  public record TokenLogprob(int token, String text, double logprob, List<TokenLogprob> top) {}

  /** Where the time went. */
  public record Timings(Duration queued, Duration prefill, Duration decode) {}
}
