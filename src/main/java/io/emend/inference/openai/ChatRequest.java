package io.emend.inference.openai;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.emend.error.EmendException;
import io.emend.generation.Sampling;
import io.emend.generation.TokenBias;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * OpenAI's chat completion request, with vLLM's sampling fields.
 *
 * @param others fields of these APIs that are not honoured; {@link UnsupportedFields} has them
 */
public record ChatRequest(
    String model,
    @Schema(required = true) List<Message> messages,
    Double temperature,
    @JsonProperty("top_p") Double topP,
    @JsonProperty("top_k") Integer topK,
    @JsonProperty("min_p") Double minP,
    @JsonProperty("repetition_penalty") Double repetitionPenalty,
    @JsonProperty("frequency_penalty") Double frequencyPenalty,
    @JsonProperty("presence_penalty") Double presencePenalty,
    @JsonProperty("logit_bias") Map<Integer, Double> logitBias,
    Long seed,
    Integer n,
    @JsonProperty("max_tokens") Integer maxTokens,
    @JsonProperty("max_completion_tokens") Integer maxCompletionTokens,
    JsonNode stop,
    Boolean logprobs,
    @JsonProperty("top_logprobs") Integer topLogprobs,
    Boolean stream,
    @JsonProperty("stream_options") StreamOptions streamOptions,
    @JsonAnySetter @Schema(hidden = true) Map<String, JsonNode> others) {

  private static final int MOST_CHOICES = 16;

  public ChatRequest {
    others = requireNonNullElse(others, Map.of());
  }

  /**
   * A message: content is text or a list of parts.
   *
   * @param others members that are not honoured
   */
  public record Message(
      String role,
      JsonNode content,
      @JsonAnySetter @Schema(hidden = true) Map<String, JsonNode> others) {

    public Message {
      others = requireNonNullElse(others, Map.of());
    }
  }

  /**
   * What a stream carries besides the text.
   *
   * @param others options that are not honoured
   */
  public record StreamOptions(
      @JsonProperty("include_usage") Boolean includeUsage,
      @JsonAnySetter @Schema(hidden = true) Map<String, JsonNode> others) {

    public StreamOptions {
      others = requireNonNullElse(others, Map.of());
    }
  }

  /**
   * @throws EmendException naming a field that asks for what is not done
   */
  void refuseUnsupported() {
    UnsupportedFields.refuse(others);
    if (streamOptions != null) {
      EmendException.require(
          streams(), "stream_options", "needs stream to be true", streamOptions.includeUsage());
      UnsupportedFields.refuseOfStream(streamOptions.others());
    }
  }

  boolean streams() {
    return Boolean.TRUE.equals(stream);
  }

  boolean includesUsage() {
    return streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage());
  }

  /**
   * Answers to the one question.
   *
   * @param queueCapacity requests that may wait: more choices could never be asked for together
   */
  int choices(int queueCapacity) {
    int choices = requireNonNullElse(n, 1);
    int most = Math.max(1, Math.min(MOST_CHOICES, queueCapacity));
    EmendException.require(choices >= 1 && choices <= most, "n", "must be 1 to " + most, n);
    return choices;
  }

  /** OpenAI's default temperature is 1. */
  Sampling sampling(int defaultMaxTokens) {
    EmendException.require(
        maxCompletionTokens == null || maxCompletionTokens >= 1,
        "max_completion_tokens",
        "must be 1 or more",
        maxCompletionTokens);
    int most =
        requireNonNullElse(maxCompletionTokens, requireNonNullElse(maxTokens, defaultMaxTokens));
    return new Sampling(
        requireNonNullElse(temperature, 1.0),
        requireNonNullElse(topP, 1.0),
        requireNonNullElse(topK, 0),
        requireNonNullElse(minP, 0.0),
        requireNonNullElse(repetitionPenalty, 1.0),
        seed,
        most,
        stops(),
        alternatives(),
        new TokenBias(
            requireNonNullElse(frequencyPenalty, 0.0),
            requireNonNullElse(presencePenalty, 0.0),
            requireNonNullElse(logitBias, Map.of())));
  }

  /** Alternatives reported a token, -1 for no log-probabilities at all. */
  private int alternatives() {
    boolean wanted = Boolean.TRUE.equals(logprobs);
    if (topLogprobs == null) {
      return wanted ? 0 : -1;
    }
    EmendException.require(wanted, "top_logprobs", "needs logprobs to be true", topLogprobs);
    EmendException.require(topLogprobs >= 0, "top_logprobs", "must be 0 to 20", topLogprobs);
    return topLogprobs;
  }

  private List<String> stops() {
    if (stop == null || stop.isNull()) {
      return List.of();
    }
    List<String> stops = new ArrayList<>();
    for (JsonNode text : stop.isArray() ? stop : List.of(stop)) {
      EmendException.require(
          text.isTextual(), "stop", "must be a string or a list of strings", stop);
      stops.add(text.asText());
    }
    return stops;
  }
}
