package io.emend.inference;

import io.emend.generation.Timings;

/** Where the time of a response went, in milliseconds. */
public record TimingsMillis(double queued, double prefill, double decode) {

  public static TimingsMillis of(Timings timings) {
    return new TimingsMillis(
        timings.queued().toNanos() / 1e6,
        timings.prefill().toNanos() / 1e6,
        timings.decode().toNanos() / 1e6);
  }

  public TimingsMillis plus(TimingsMillis other) {
    return new TimingsMillis(queued + other.queued, prefill + other.prefill, decode + other.decode);
  }
}
