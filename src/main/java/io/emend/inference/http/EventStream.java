package io.emend.inference.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Multi;
import java.util.function.Function;

/**
 * Server-sent events of a response, each already in its text form, for {@link EventStreamWriter}.
 *
 * @param events texts with their {@code data:} lines and the blank line at the end
 * @param failed the event that tells of a failure in mid-stream, when the status line is gone
 */
public record EventStream(Multi<String> events, Function<HttpProblem, String> failed) {

  /** An event without a name. */
  public static String data(String data) {
    return "data: " + data + "\n\n";
  }

  /** A named event. */
  public static String named(String name, String data) {
    return "event: " + name + "\n" + data(data);
  }
}
