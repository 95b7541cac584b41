/**
 * What a response is asked with and what comes with it: sampling, finish reason, log-probabilities,
 * times. Plain data that the engine and the port {@code inference.chat} share.
 */
package io.emend.generation;
