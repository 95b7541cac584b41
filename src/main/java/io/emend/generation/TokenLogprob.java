package io.emend.generation;

import java.util.List;

/**
 * Log-probability of a chosen token and of the best alternatives.
 *
 * @param token its id in the vocabulary
 * @param text the token's own text
 * @param top alternatives, the likeliest first; those of an alternative are empty
 */
public record TokenLogprob(int token, String text, double logprob, List<TokenLogprob> top) {}
