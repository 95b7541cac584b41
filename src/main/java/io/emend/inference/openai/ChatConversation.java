package io.emend.inference.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.error.EmendException;
import io.emend.inference.chat.ChatMessage;
import io.emend.inference.chat.ChatMessage.Part;
import io.emend.inference.chat.ChatMessage.Picture;
import io.emend.inference.chat.ChatMessage.Role;
import io.emend.inference.chat.ChatMessage.Text;
import io.emend.inference.image.ImageResolver;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** OpenAI's messages to the model's: text and {@code image_url} parts. */
@Singleton
class ChatConversation {
  /** Type of a part that is a picture, and its field. */
  private static final String PICTURE = "image_url";

  /** Hints: a picture is always seen whole, at the model's resolution. */
  private static final Set<String> DETAILS = Set.of("auto", "low", "high");

  private final ImageResolver images;

  ChatConversation(ImageResolver images) {
    this.images = images;
  }

  List<ChatMessage> of(List<ChatRequest.Message> messages) {
    if (messages == null || messages.isEmpty()) {
      throw EmendException.invalid("messages", "must not be empty", messages);
    }
    images.checkMost("messages", pictures(messages));
    List<ChatMessage> conversation = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      String field = "messages[" + i + "]";
      if (messages.get(i) == null) {
        throw EmendException.invalid(field, "must be a message", null);
      }
      UnsupportedFields.refuse(field, messages.get(i).others());
      Role role = role(field, messages.get(i).role());
      conversation.add(new ChatMessage(role, parts(field, messages.get(i).content())));
    }
    return conversation;
  }

  private static long pictures(List<ChatRequest.Message> messages) {
    return messages.stream()
        .filter(message -> message != null && message.content() != null)
        .flatMap(message -> StreamSupport.stream(message.content().spliterator(), false))
        .filter(part -> part.path("type").asText().equals(PICTURE))
        .count();
  }

  private static Role role(String field, String role) {
    return switch (role == null ? "" : role) {
      case "system", "developer" -> Role.SYSTEM;
      case "user" -> Role.USER;
      case "assistant" -> Role.ASSISTANT;
      default ->
          throw EmendException.invalid(
              field + ".role", "must be system, developer, user or assistant", role);
    };
  }

  private List<Part> parts(String field, JsonNode content) {
    if (content != null && content.isTextual()) {
      return List.of(new Text(content.asText()));
    }
    if (content == null || !content.isArray() || content.isEmpty()) {
      throw EmendException.invalid(field + ".content", "must be text or a list of parts", content);
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < content.size(); i++) {
      parts.add(part(field + ".content[" + i + "]", content.get(i)));
    }
    return parts;
  }

  private Part part(String field, JsonNode part) {
    return switch (part.path("type").asText()) {
      case "text" -> {
        UnsupportedFields.refuseOthers(field, part, Set.of("type", "text"));
        yield new Text(text(field + ".text", part.path("text")));
      }
      case PICTURE -> {
        UnsupportedFields.refuseOthers(field, part, Set.of("type", PICTURE));
        yield picture(field + "." + PICTURE, part.path(PICTURE));
      }
      default ->
          throw EmendException.invalid(
              field + ".type", "must be text or image_url", part.path("type"));
    };
  }

  private Picture picture(String field, JsonNode image) {
    if (image.isTextual()) {
      return seen(field, image.asText());
    }
    UnsupportedFields.refuseOthers(field, image, Set.of("url", "detail"));
    JsonNode detail = image.path("detail");
    boolean hint = detail.isMissingNode() || detail.isNull() || DETAILS.contains(detail.asText());
    EmendException.require(hint, field + ".detail", "must be auto, low or high", detail);
    return seen(field + ".url", text(field + ".url", image.path("url")));
  }

  private Picture seen(String field, String url) {
    try {
      return new Picture(images.resolve(url));
    } catch (EmendException e) {
      throw e.ofField(field);
    }
  }

  /** Any other value has a text form, too, which nobody has written. */
  private static String text(String field, JsonNode value) {
    if (!value.isTextual()) {
      throw EmendException.invalid(field, "must be a string", value);
    }
    return value.asText();
  }
}
