package io.emend.inference.registry;

import static io.emend.error.EmendException.require;

import java.time.Instant;

/**
 * An adapter that can be served.
 *
 * @param id its name in the API
 * @param location folder of the store with the PEFT files, such as {@code jobs/{id}/adapter/}
 */
public record RegisteredAdapter(String id, String location, Instant registered) {
  public RegisteredAdapter {
    String segment = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";
    require(id != null && id.matches(segment), "id", "must match " + segment, id);
    require(
        location != null && location.endsWith("/"), "location", "must end with a slash", location);
    require(registered != null, "registered", "must be given", null);
  }
}
