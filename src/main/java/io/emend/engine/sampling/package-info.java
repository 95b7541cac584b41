/**
 * From logits to a token: temperature, top-p, top-k, penalties, bias, stop strings, logprobs. Pure
 * but for the random numbers; called by the engine.
 */
package io.emend.engine.sampling;
