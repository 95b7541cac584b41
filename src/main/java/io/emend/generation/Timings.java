package io.emend.generation;

import java.time.Duration;

/** Where the time of a response went. */
public record Timings(Duration queued, Duration prefill, Duration decode) {}
