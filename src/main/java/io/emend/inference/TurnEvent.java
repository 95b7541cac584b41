package io.emend.inference;

/** A piece of a turn on its way: text as it comes, then the turn. */
public sealed interface TurnEvent {

  /** New text. */
  record Said(String text) implements TurnEvent {}

  /** The end. */
  record Ended(Turn turn) implements TurnEvent {}
}
