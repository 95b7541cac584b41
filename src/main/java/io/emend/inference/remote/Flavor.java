package io.emend.inference.remote;

import io.emend.error.EmendException;
import io.emend.generation.Sampling;
import io.emend.generation.TokenBias;
import java.util.Locale;
import java.util.Set;

/** Kinds of servers, by what they can do beyond a plain chat completion. */
public enum Flavor {
  /** vLLM: all sampling fields, adapters at run time. */
  VLLM(
      true,
      Set.of(
          Field.TOP_K,
          Field.MIN_P,
          Field.REPETITION_PENALTY,
          Field.STOP,
          Field.LOGPROBS,
          Field.PENALTIES,
          Field.LOGIT_BIAS)),

  /** {@code transformers serve}: sampling as a generation configuration, nothing after the text. */
  TRANSFORMERS(false, Set.of(Field.TOP_K, Field.MIN_P, Field.REPETITION_PENALTY, Field.LOGIT_BIAS)),

  /** Any other: what OpenAI's API defines. */
  OPENAI(false, Set.of(Field.STOP, Field.LOGPROBS, Field.PENALTIES, Field.LOGIT_BIAS));

  /** What a request may ask for beyond temperature, top_p, seed and length. */
  private enum Field {
    TOP_K,
    MIN_P,
    REPETITION_PENALTY,
    STOP,
    LOGPROBS,
    PENALTIES,
    LOGIT_BIAS
  }

  private final boolean loadsAdapters;
  private final Set<Field> fields;

  Flavor(boolean loadsAdapters, Set<Field> fields) {
    this.loadsAdapters = loadsAdapters;
    this.fields = fields;
  }

  /** Whether adapters can be loaded while it runs. */
  boolean loadsAdapters() {
    return loadsAdapters;
  }

  /**
   * @throws EmendException {@code invalid_value}, naming a field that asks for what such a server
   *     does not do
   */
  void requireTakes(Sampling sampling) {
    TokenBias bias = sampling.bias();
    require(Field.TOP_K, sampling.topK() == 0, "top_k", sampling.topK());
    require(Field.MIN_P, sampling.minP() == 0, "min_p", sampling.minP());
    double penalty = sampling.repetitionPenalty();
    require(Field.REPETITION_PENALTY, penalty == 1, "repetition_penalty", penalty);
    require(Field.STOP, sampling.stop().isEmpty(), "stop", sampling.stop());
    require(Field.LOGPROBS, sampling.logprobs() < 0, "logprobs", sampling.logprobs() >= 0);
    double frequency = bias.frequencyPenalty();
    require(Field.PENALTIES, frequency == 0, "frequency_penalty", frequency);
    double presence = bias.presencePenalty();
    require(Field.PENALTIES, presence == 0, "presence_penalty", presence);
    require(Field.LOGIT_BIAS, bias.logitBias().isEmpty(), "logit_bias", bias.logitBias());
  }

  private void require(Field needed, boolean neutral, String field, Object value) {
    EmendException.require(
        neutral || fields.contains(needed),
        field,
        "is not done by the engine, a server of flavor " + word(),
        value);
  }

  /** The name in the configuration, for example {@code vllm}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
