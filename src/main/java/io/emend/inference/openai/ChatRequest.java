package io.emend.inference.openai;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.emend.engine.Sampling;
import io.emend.error.EmendException;
import java.util.ArrayList;
import java.util.List;

/**
 * OpenAI's chat completion request, with vLLM's sampling fields. Fields that are not here change
 * nothing and are ignored, since clients send many.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ChatRequest(
    String model,
    List<Message> messages,
    Double temperature,
    @JsonProperty("top_p") Double topP,
    @JsonProperty("top_k") Integer topK,
    @JsonProperty("min_p") Double minP,
    @JsonProperty("repetition_penalty") Double repetitionPenalty,
    Long seed,
    Integer n,
    @JsonProperty("max_tokens") Integer maxTokens,
    @JsonProperty("max_completion_tokens") Integer maxCompletionTokens,
    JsonNode stop,
    Boolean logprobs,
    @JsonProperty("top_logprobs") Integer topLogprobs,
    Boolean stream,
    @JsonProperty("stream_options") StreamOptions streamOptions) {

  /** A message: content is text or a list of parts. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Message(String role, JsonNode content) {}

  /** What a stream carries besides the text. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record StreamOptions(@JsonProperty("include_usage") Boolean includeUsage) {}

  boolean streams() {
    return Boolean.TRUE.equals(stream);
  }

  boolean includesUsage() {
    return streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage());
  }

  /** OpenAI's default temperature is 1. */
  Sampling sampling(int defaultMaxTokens) {
    if (n != null && n != 1) {
      throw EmendException.invalid("n", "must be 1", n);
    }
    int most =
        requireNonNullElse(maxCompletionTokens, requireNonNullElse(maxTokens, defaultMaxTokens));
    boolean wanted = Boolean.TRUE.equals(logprobs);
    if (topLogprobs != null && !wanted) {
      throw EmendException.invalid("top_logprobs", "needs logprobs to be true", topLogprobs);
    }
    return new Sampling(
        requireNonNullElse(temperature, 1.0),
        requireNonNullElse(topP, 1.0),
        requireNonNullElse(topK, 0),
        requireNonNullElse(minP, 0.0),
        requireNonNullElse(repetitionPenalty, 1.0),
        seed,
        most,
        stops(),
        wanted ? requireNonNullElse(topLogprobs, 0) : -1);
  }

  private List<String> stops() {
    List<String> stops = new ArrayList<>();
    if (stop != null && stop.isTextual()) {
      stops.add(stop.asText());
    } else if (stop != null && stop.isArray()) {
      stop.forEach(text -> stops.add(text.asText()));
    } else if (stop != null && !stop.isNull()) {
      throw EmendException.invalid("stop", "must be a string or a list of strings", stop);
    }
    return stops;
  }
}
