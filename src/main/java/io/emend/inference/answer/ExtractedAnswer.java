package io.emend.inference.answer;

import java.util.Optional;

/** What a response gave as its answer. */
public sealed interface ExtractedAnswer {

  /** A letter where there were options, else the text between the marks. */
  record Parsed(String answer) implements ExtractedAnswer {}

  /** No answer, or more than one: never a guess. */
  record Unparsed() implements ExtractedAnswer {}

  default Optional<String> found() {
    return this instanceof Parsed parsed ? Optional.of(parsed.answer()) : Optional.empty();
  }
}
