package io.emend.inference.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.emend.generation.FinishReason;
import io.emend.generation.TokenLogprob;
import io.emend.inference.chat.ChatResult;
import io.emend.inference.chat.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** OpenAI's chat completion, and a chunk of one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatResponse(
    String id, String object, long created, String model, List<Choice> choices, TokenUsage usage) {

  /** An answer: a message, or in a stream what is new in it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Choice(
      int index,
      Message message,
      Message delta,
      Logprobs logprobs,
      @JsonProperty("finish_reason") String finishReason) {}

  /** A message of the assistant. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Message(String role, String content) {}

  /** Log-probabilities by token. */
  public record Logprobs(List<Entry> content) {

    static Logprobs of(ChatResult result) {
      if (result.logprobs().isEmpty()) {
        return null;
      }
      return new Logprobs(result.logprobs().stream().map(Entry::of).toList());
    }
  }

  /** A token and its alternatives. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Entry(
      String token, double logprob, @JsonProperty("top_logprobs") List<Entry> topLogprobs) {

    static Entry of(TokenLogprob entry) {
      return new Entry(entry.text(), entry.logprob(), entry.top().stream().map(Entry::of).toList());
    }

    /** OpenAI's {@code bytes}: the token's bytes as a list of numbers. */
    @JsonProperty("bytes")
    public List<Integer> bytes() {
      List<Integer> bytes = new ArrayList<>();
      for (byte b : token.getBytes(StandardCharsets.UTF_8)) {
        bytes.add(b & 0xff);
      }
      return bytes;
    }
  }

  /** Tokens of the whole exchange. */
  public record TokenUsage(
      @JsonProperty("prompt_tokens") int promptTokens,
      @JsonProperty("completion_tokens") int completionTokens,
      @JsonProperty("total_tokens") int totalTokens,
      @JsonProperty("prompt_tokens_details") Details details) {

    /** What of the prompt was found in the cache. */
    public record Details(@JsonProperty("cached_tokens") int cachedTokens) {}

    /** The prompt counts once, however many answers it has. */
    static TokenUsage of(List<ChatResult> results) {
      List<Usage> each = results.stream().map(ChatResult::usage).toList();
      int prompt = each.get(0).promptTokens();
      int written = each.stream().mapToInt(Usage::completionTokens).sum();
      int cached = each.stream().mapToInt(Usage::cachedTokens).min().orElseThrow();
      return new TokenUsage(prompt, written, prompt + written, new Details(cached));
    }
  }

  static String reason(FinishReason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
