package io.emend.inference.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.emend.error.EmendException;
import io.emend.generation.Sampling;
import io.emend.inference.chat.ChatMessage;
import io.emend.inference.chat.ChatMessage.Part;
import io.emend.inference.chat.ChatMessage.Picture;
import io.emend.inference.chat.ChatMessage.Text;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A chat completion request. Sampling is told wholly, neutral values too, since a server has
 * defaults of its own, such as those of the checkpoint.
 */
@Singleton
public class ChatBody {
  /** What a request decides, and no setting. */
  private static final Set<String> DECIDED =
      Set.of(
          "model",
          "messages",
          "stream",
          "stream_options",
          "temperature",
          "top_p",
          "top_k",
          "min_p",
          "repetition_penalty",
          "frequency_penalty",
          "presence_penalty",
          "logit_bias",
          "max_tokens",
          "max_completion_tokens",
          "generation_config",
          "seed",
          "stop",
          "n",
          "logprobs",
          "top_logprobs");

  private final ObjectMapper json;
  private final RemoteConfig config;

  public ChatBody(ObjectMapper json, RemoteConfig config) {
    this.json = json;
    this.config = config;
  }

  /**
   * @throws io.emend.error.EmendException {@code invalid_value} for a setting that would change
   *     what a request asks for
   */
  static void requireFurther(Set<String> fields) {
    for (String field : fields) {
      EmendException.require(
          !DECIDED.contains(field),
          "emend.inference.remote.extra-body",
          "must not have fields that requests decide",
          field);
    }
  }

  /**
   * @param model its name at the server
   * @throws io.emend.error.EmendException as {@link Flavor#requireTakes}
   */
  JsonNode of(Flavor flavor, String model, List<ChatMessage> conversation, Sampling sampling) {
    flavor.requireTakes(sampling);
    ObjectNode body = json.createObjectNode();
    body.put("model", model);
    body.set("messages", messages(conversation));
    body.put("stream", true);
    switch (flavor) {
      case VLLM -> {
        addOpenAi(body, sampling, "max_completion_tokens");
        body.put("top_k", sampling.topK());
        body.put("min_p", sampling.minP());
        body.put("repetition_penalty", sampling.repetitionPenalty());
      }
      case TRANSFORMERS -> addTransformers(body, sampling);
      case OPENAI -> addOpenAi(body, sampling, "max_tokens");
    }
    if (sampling.seed() != null) {
      body.put("seed", sampling.seed());
    }
    if (!sampling.bias().logitBias().isEmpty()) {
      body.set("logit_bias", json.valueToTree(sampling.bias().logitBias()));
    }
    config.extraBody().forEach((field, value) -> body.set(field, value(value)));
    return body;
  }

  private void addOpenAi(ObjectNode body, Sampling sampling, String length) {
    body.putObject("stream_options").put("include_usage", true);
    body.put("temperature", sampling.temperature());
    body.put("top_p", sampling.topP());
    body.put("frequency_penalty", sampling.bias().frequencyPenalty());
    body.put("presence_penalty", sampling.bias().presencePenalty());
    body.put(length, sampling.maxTokens());
    if (!sampling.stop().isEmpty()) {
      body.set("stop", json.valueToTree(sampling.stop()));
    }
    if (sampling.logprobs() >= 0) {
      body.put("logprobs", true);
      body.put("top_logprobs", sampling.logprobs());
    }
  }

  /** Its own fields do not switch sampling on, nor the checkpoint's top_k off. */
  private void addTransformers(ObjectNode body, Sampling sampling) {
    ObjectNode generation = json.createObjectNode();
    boolean greedy = sampling.temperature() == 0;
    generation.put("do_sample", !greedy);
    generation.put("max_new_tokens", sampling.maxTokens());
    generation.put("repetition_penalty", sampling.repetitionPenalty());
    if (!greedy) {
      generation.put("temperature", sampling.temperature());
      generation.put("top_p", sampling.topP());
      generation.put("top_k", sampling.topK());
      generation.put("min_p", sampling.minP());
    }
    body.put("generation_config", generation.toString());
  }

  private ArrayNode messages(List<ChatMessage> conversation) {
    ArrayNode messages = json.createArrayNode();
    for (ChatMessage message : conversation) {
      ObjectNode one = messages.addObject();
      one.put("role", message.role().name().toLowerCase(Locale.ROOT));
      if (message.content().stream().allMatch(Text.class::isInstance)) {
        one.put("content", message.words());
      } else {
        message.content().forEach(part -> one.withArray("content").add(part(part)));
      }
    }
    return messages;
  }

  private ObjectNode part(Part part) {
    ObjectNode one = json.createObjectNode();
    if (part instanceof Text text) {
      return one.put("type", "text").put("text", text.text());
    }
    RemotePicture picture = (RemotePicture) ((Picture) part).picture();
    one.put("type", "image_url").putObject("image_url").put("url", picture.url());
    return one;
  }

  /** A setting that is JSON is sent as such, any other as text. */
  private JsonNode value(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      return json.getNodeFactory().textNode(text);
    }
  }
}
