package io.emend.inference;

import io.emend.inference.chat.Usage;

/**
 * An answer.
 *
 * @param response what the model said
 * @param answer the option's letter, or the text between the marks; null when unparsed
 */
public record InferenceResponse(
    String id,
    String response,
    String answer,
    boolean answerParsed,
    String model,
    Usage usage,
    TimingsMillis timings) {}
