package io.emend.inference.image;

import java.time.Duration;

/**
 * What fetching one picture may cost.
 *
 * @param maxBytes largest answer
 * @param silence longest wait for a connection or for the next byte
 * @param whole time for all of it: a server that sends a byte now and then would keep a thread for
 *     ever without it
 */
record FetchLimits(long maxBytes, Duration silence, Duration whole) {

  static FetchLimits of(long maxBytes) {
    return new FetchLimits(maxBytes, Duration.ofSeconds(10), Duration.ofSeconds(30));
  }
}
