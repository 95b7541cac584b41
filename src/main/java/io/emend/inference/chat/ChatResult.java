package io.emend.inference.chat;

import io.emend.generation.FinishReason;
import io.emend.generation.Timings;
import io.emend.generation.TokenLogprob;
import java.util.List;

/**
 * A finished response.
 *
 * @param logprobs one a token where they were asked for, else empty
 */
public record ChatResult(
    String text,
    FinishReason finishReason,
    Usage usage,
    List<TokenLogprob> logprobs,
    Timings timings) {}
