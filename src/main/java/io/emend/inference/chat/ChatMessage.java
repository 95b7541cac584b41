package io.emend.inference.chat;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A message of a conversation.
 *
 * @param content parts in order
 */
public record ChatMessage(Role role, List<Part> content) {

  /** Who speaks. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT
  }

  /** A piece of a message. */
  public sealed interface Part {}

  /** Words. */
  public record Text(String text) implements Part {}

  /** A picture. */
  public record Picture(ChatPicture picture) implements Part {}

  public ChatMessage {
    content = List.copyOf(content);
  }

  public static ChatMessage text(Role role, String text) {
    return new ChatMessage(role, List.of(new Text(text)));
  }

  /** Its words without the pictures. */
  public String words() {
    return content.stream()
        .filter(Text.class::isInstance)
        .map(part -> ((Text) part).text())
        .collect(Collectors.joining());
  }
}
