package io.emend.inference.embedded;

import io.emend.inference.chat.ChatMessage;
import io.emend.inference.chat.ChatPicture;
import io.emend.model.ChatMessage.Part;
import io.emend.model.PixelValues;
import java.util.List;

/** A picture of this engine, and conversations with such pictures as the model reads them. */
public record Pixels(PixelValues values) implements ChatPicture {

  static List<io.emend.model.ChatMessage> conversation(List<ChatMessage> messages) {
    return messages.stream()
        .map(
            message ->
                new io.emend.model.ChatMessage(
                    role(message.role()), message.content().stream().map(Pixels::part).toList()))
        .toList();
  }

  private static io.emend.model.ChatMessage.Role role(ChatMessage.Role role) {
    return switch (role) {
      case SYSTEM -> io.emend.model.ChatMessage.Role.SYSTEM;
      case USER -> io.emend.model.ChatMessage.Role.USER;
      case ASSISTANT -> io.emend.model.ChatMessage.Role.ASSISTANT;
    };
  }

  private static Part part(ChatMessage.Part part) {
    return part instanceof ChatMessage.Text text
        ? new io.emend.model.ChatMessage.Text(text.text())
        : new io.emend.model.ChatMessage.Picture(
            ((Pixels) ((ChatMessage.Picture) part).picture()).values());
  }
}
