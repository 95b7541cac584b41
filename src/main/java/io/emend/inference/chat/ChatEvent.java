package io.emend.inference.chat;

/** A piece of a response: text as it comes, then the whole. */
public sealed interface ChatEvent {

  /** New text. */
  record TextEvent(String text) implements ChatEvent {}

  /** The end. */
  record ResultEvent(ChatResult result) implements ChatEvent {}
}
