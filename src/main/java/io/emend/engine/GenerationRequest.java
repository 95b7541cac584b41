package io.emend.engine;

import io.emend.model.Prompt;
import java.time.Instant;

/**
 * One response to produce.
 *
 * @param deadline when to give up with {@code deadline_exceeded}
 */
public record GenerationRequest(Prompt prompt, Sampling sampling, Instant deadline) {}
