package io.emend.inference;

import io.smallrye.mutiny.Multi;

/**
 * Server-sent events of a response, each already in its text form, for {@link EventStreamWriter}.
 *
 * @param events texts with their {@code data:} lines and the blank line at the end
 */
public record EventStream(Multi<String> events) {

  /** An event without a name. */
  public static String data(String data) {
    return "data: " + data + "\n\n";
  }

  /** A named event. */
  public static String named(String name, String data) {
    return "event: " + name + "\n" + data(data);
  }
}
