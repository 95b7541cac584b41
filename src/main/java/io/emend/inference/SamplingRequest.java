package io.emend.inference;

import static java.util.Objects.requireNonNullElse;

import io.emend.error.EmendException;
import io.emend.generation.Sampling;
import io.emend.generation.TokenBias;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern WORD_START = Pattern.compile("_(.)");

  public static final SamplingRequest NONE =
      new SamplingRequest(null, null, null, null, null, null, null, null);

  /**
   * @param defaultMaxTokens used where the request has none
   * @throws io.emend.error.EmendException naming the value that is out of range
   */
  public Sampling sampling(int defaultMaxTokens) {
    try {
      return engineSampling(defaultMaxTokens);
    } catch (EmendException e) {
      throw named(e);
    }
  }

  /** The engine speaks OpenAI's names; this request has its own: {@code topP} for {@code top_p}. */
  private static EmendException named(EmendException error) {
    Matcher parts = WORD_START.matcher(String.valueOf(error.details().get("field")));
    String field = parts.replaceAll(part -> part.group(1).toUpperCase(Locale.ROOT));
    return EmendException.invalid(
        field, String.valueOf(error.details().get("rule")), error.details().get("value"));
  }

  private Sampling engineSampling(int defaultMaxTokens) {
    return new Sampling(
        requireNonNullElse(temperature, 0.0),
        requireNonNullElse(topP, 1.0),
        requireNonNullElse(topK, 0),
        requireNonNullElse(minP, 0.0),
        requireNonNullElse(repetitionPenalty, 1.0),
        seed,
        requireNonNullElse(maxTokens, defaultMaxTokens),
        requireNonNullElse(stop, List.of()),
        -1,
        TokenBias.NONE);
  }
}
