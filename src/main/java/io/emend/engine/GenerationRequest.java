package io.emend.engine;

import io.emend.generation.Sampling;
import io.emend.model.Prompt;
import java.time.Instant;
import java.util.Optional;

/**
 * One response to produce.
 *
 * @param adapter id of a loaded adapter, empty for the base model
 * @param deadline when to give up with {@code deadline_exceeded}
 */
public record GenerationRequest(
    Prompt prompt, Sampling sampling, Optional<String> adapter, Instant deadline) {

  /** A request to the base model. */
  public GenerationRequest(Prompt prompt, Sampling sampling, Instant deadline) {
    this(prompt, sampling, Optional.empty(), deadline);
  }
}
