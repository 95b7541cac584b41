package io.emend.inference.remote;

import io.emend.inference.chat.ChatMessage;
import io.emend.inference.chat.ChatPrompt;
import java.util.List;

/** A conversation for a server, which has the chat template. */
record RemotePrompt(List<ChatMessage> conversation) implements ChatPrompt {

  RemotePrompt {
    conversation = List.copyOf(conversation);
  }
}
