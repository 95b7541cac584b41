package io.emend.inference;

import io.emend.engine.Sampling;
import java.util.List;

/** Sampling as a request gives it; what is left out is greedy or the configuration's. */
public record SamplingRequest(
    Double temperature,
    Double topP,
    Integer topK,
    Double minP,
    Double repetitionPenalty,
    Long seed,
    Integer maxTokens,
    List<String> stop) {

  public static final SamplingRequest NONE =
      new SamplingRequest(null, null, null, null, null, null, null, null);

  /**
   * @param defaultMaxTokens used where the request has none
   * @throws io.emend.error.EmendException naming the value that is out of range
   */
  public Sampling sampling(int defaultMaxTokens) {
    return new Sampling(
        or(temperature, 0.0),
        or(topP, 1.0),
        or(topK, 0),
        or(minP, 0.0),
        or(repetitionPenalty, 1.0),
        seed,
        or(maxTokens, defaultMaxTokens),
        or(stop, List.of()),
        -1);
  }

  private static <T> T or(T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
