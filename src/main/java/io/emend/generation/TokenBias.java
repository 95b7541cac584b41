package io.emend.generation;

import static io.emend.error.EmendException.require;

import io.emend.error.EmendException;
import java.util.Map;

/**
 * What is added to the scores of single tokens before the next one is chosen, as OpenAI's API
 * defines it. Reported log-probabilities are those of the model, without it.
 *
 * @param frequencyPenalty taken off a token for each time that the response has it, in [-2, 2]
 * @param presencePenalty taken off a token once when the response has it, in [-2, 2]
 * @param logitBias added to a token, by its id, in [-100, 100]: at -100 it is as good as banned
 */
public record TokenBias(
    double frequencyPenalty, double presencePenalty, Map<Integer, Double> logitBias) {

  public static final TokenBias NONE = new TokenBias(0, 0, Map.of());

  private static final int MOST_BIASED = 1024;

  public TokenBias {
    requirePenalty("frequency_penalty", frequencyPenalty);
    requirePenalty("presence_penalty", presencePenalty);
    int size = logitBias.size();
    require(size <= MOST_BIASED, "logit_bias", "must have at most 1024 tokens", size);
    logitBias.forEach(TokenBias::requireBias);
    logitBias = Map.copyOf(logitBias);
  }

  private static void requirePenalty(String field, double penalty) {
    require(penalty >= -2 && penalty <= 2, field, "must be -2 to 2", penalty);
  }

  private static void requireBias(Integer token, Double bias) {
    String field = "logit_bias." + token;
    require(token >= 0, field, "must be the id of a token", token);
    require(bias != null && bias >= -100 && bias <= 100, field, "must be -100 to 100", bias);
  }

  /**
   * @throws EmendException naming a token that the model does not have
   */
  public void requireWithin(int vocabularySize) {
    for (int token : logitBias.keySet()) {
      require(
          token < vocabularySize,
          "logit_bias." + token,
          "must be the id of a token, below " + vocabularySize,
          token);
    }
  }
}
