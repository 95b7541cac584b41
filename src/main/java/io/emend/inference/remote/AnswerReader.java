package io.emend.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.generation.FinishReason;
import io.emend.generation.Timings;
import io.emend.generation.TokenLogprob;
import io.emend.inference.chat.ChatEvent;
import io.emend.inference.chat.ChatEvent.ResultEvent;
import io.emend.inference.chat.ChatEvent.TextEvent;
import io.emend.inference.chat.ChatResult;
import io.emend.inference.chat.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the events of one chat completion. */
final class AnswerReader {
  private static final int UNKNOWN_TOKEN = -1;

  private final ServerFacts server;
  private final String model;
  private final RemoteFaults faults;
  private final Duration queued;
  private final long sent = System.nanoTime();
  private final StringBuilder text = new StringBuilder();
  private final List<TokenLogprob> logprobs = new ArrayList<>();

  private long first;
  private String finish;
  private JsonNode usage;

  /**
   * @param model that was asked
   * @param queued time before the request was sent
   */
  AnswerReader(ServerFacts server, String model, RemoteFaults faults, Duration queued) {
    this.server = server;
    this.model = model;
    this.faults = faults;
    this.queued = queued;
  }

  /**
   * @return new text, if the event has any
   * @throws io.emend.error.EmendException for an event that is an error, or from another model
   */
  Optional<ChatEvent> read(JsonNode event) {
    JsonNode error = event.path("error");
    if (!error.isMissingNode() && !error.isNull()) {
      throw faults.event(event);
    }
    String from = event.path("model").asText();
    if (!server.isOf(model, from)) {
      throw faults.invalid("was asked for model %s and answered as %s".formatted(model, from));
    }
    if (event.path("usage").isObject()) {
      usage = event.get("usage");
    }
    JsonNode choice = event.path("choices").path(0);
    return choice.isMissingNode() ? Optional.empty() : read(choice, event);
  }

  private Optional<ChatEvent> read(JsonNode choice, JsonNode event) {
    if (choice.path("index").asInt() != 0 || !choice.path("delta").isObject()) {
      throw faults.invalid("sent no part of a chat completion but: " + shown(event));
    }
    choice.at("/logprobs/content").forEach(entry -> logprobs.add(logprob(entry)));
    if (choice.path("finish_reason").isTextual()) {
      finish = choice.get("finish_reason").asText();
    }
    String more = choice.at("/delta/content").asText("");
    if (more.isEmpty()) {
      return Optional.empty();
    }
    if (first == 0) {
      first = System.nanoTime();
    }
    text.append(more);
    return Optional.of(new TextEvent(more));
  }

  private static TokenLogprob logprob(JsonNode entry) {
    List<TokenLogprob> top = new ArrayList<>();
    entry.path("top_logprobs").forEach(each -> top.add(logprob(each)));
    return new TokenLogprob(
        UNKNOWN_TOKEN, entry.path("token").asText(), entry.path("logprob").asDouble(), top);
  }

  /**
   * The whole answer, when the stream has ended.
   *
   * @throws io.emend.error.EmendException if it is not whole
   */
  ChatEvent result() {
    if (finish == null) {
      throw faults.interrupted(null);
    }
    FinishReason reason =
        switch (finish) {
          case "stop" -> FinishReason.STOP;
          case "length" -> FinishReason.LENGTH;
          default -> throw faults.invalid("ended an answer for the reason " + finish);
        };
    if (usage == null) {
      throw faults.invalid("did not tell the usage, though stream_options ask for it");
    }
    return new ResultEvent(
        new ChatResult(text.toString(), reason, usage(usage), logprobs, timings()));
  }

  private static Usage usage(JsonNode usage) {
    JsonNode details = usage.path("prompt_tokens_details");
    return new Usage(
        usage.path("prompt_tokens").asInt(),
        number(details.at("/multimodal_tokens/image")),
        number(details.path("cached_tokens")),
        usage.path("completion_tokens").asInt());
  }

  private static Integer number(JsonNode value) {
    return value.isIntegralNumber() ? Integer.valueOf(value.asInt()) : null;
  }

  private Timings timings() {
    long now = System.nanoTime();
    long begun = first == 0 ? now : first;
    return new Timings(queued, Duration.ofNanos(begun - sent), Duration.ofNanos(now - begun));
  }

  private static String shown(JsonNode event) {
    return RemoteFaults.shown(event.toString());
  }
}
