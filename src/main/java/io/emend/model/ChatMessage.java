package io.emend.model;

import java.util.List;

/** One message of a conversation: text and pictures in the order in which they were sent. */
public record ChatMessage(Role role, List<Part> content) {

  /** Who speaks. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT
  }

  /** A piece of a message. */
  public sealed interface Part permits Text, Picture {}

  /** Plain text. */
  public record Text(String text) implements Part {}

  /** A picture, already decoded and preprocessed for the model. */
  public record Picture(PixelValues pixels) implements Part {}

  public ChatMessage {
    content = List.copyOf(content);
  }

  public static ChatMessage text(Role role, String text) {
    return new ChatMessage(role, List.of(new Text(text)));
  }
}
