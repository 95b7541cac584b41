package io.emend.generation;

import static io.emend.error.EmendException.require;

import java.util.List;

/**
 * How the next token is chosen.
 *
 * @param temperature 0 is greedy; at most 2
 * @param topP nucleus, in (0, 1]
 * @param topK 0 is off
 * @param minP least probability relative to the best token, in [0, 1]
 * @param repetitionPenalty in (0, 2]; 1 is off
 * @param seed same seed, same text in f32; null draws one
 * @param maxTokens most tokens of the response
 * @param stop strings that end the response and are not part of it, at most 4
 * @param logprobs alternatives reported a token, -1 none, at most 20
 * @param bias what is added to the scores of single tokens
 */
public record Sampling(
    double temperature,
    double topP,
    int topK,
    double minP,
    double repetitionPenalty,
    Long seed,
    int maxTokens,
    List<String> stop,
    int logprobs,
    TokenBias bias) {

  public static final Sampling GREEDY =
      new Sampling(0, 1, 0, 0, 1, null, 512, List.of(), -1, TokenBias.NONE);

  public Sampling {
    require(temperature >= 0 && temperature <= 2, "temperature", "must be 0 to 2", temperature);
    require(topP > 0 && topP <= 1, "top_p", "must be over 0 and at most 1", topP);
    require(topK >= 0, "top_k", "must be 0 or more", topK);
    require(minP >= 0 && minP <= 1, "min_p", "must be 0 to 1", minP);
    require(
        repetitionPenalty > 0 && repetitionPenalty <= 2,
        "repetition_penalty",
        "must be over 0 and at most 2",
        repetitionPenalty);
    require(maxTokens >= 1, "max_tokens", "must be 1 or more", maxTokens);
    require(stop.size() <= 4, "stop", "must have at most 4 strings", stop.size());
    boolean texts = stop.stream().noneMatch(text -> text == null || text.isEmpty());
    require(texts, "stop", "must not hold an empty string", stop);
    require(logprobs >= -1 && logprobs <= 20, "top_logprobs", "must be 0 to 20", logprobs);
    stop = List.copyOf(stop);
  }

  /**
   * The same for another response under the same seed, which draws anew: a later turn with the seed
   * of the turn before would repeat its draws, and so its words, and the choices of one request
   * would all be alike.
   *
   * @param offset added to the seed: messages that came before, or the index of the choice
   */
  public Sampling drawingAnew(int offset) {
    return new Sampling(
        temperature,
        topP,
        topK,
        minP,
        repetitionPenalty,
        seed == null ? null : Long.valueOf(seed + offset),
        maxTokens,
        stop,
        logprobs,
        bias);
  }
}
