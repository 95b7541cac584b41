package io.emend.inference.chat;

import java.util.Optional;

/**
 * Which model answers a request, decided once at its arrival.
 *
 * @param name the base model's or the adapter's, as the answer tells it
 * @param adapter empty for the base model
 */
public record ModelChoice(String name, Optional<String> adapter) {}
