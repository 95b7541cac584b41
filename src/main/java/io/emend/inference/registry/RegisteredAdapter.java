package io.emend.inference.registry;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * An adapter that can be served.
 *
 * @param id its name in the API
 * @param location folder of the store with the PEFT files, such as {@code jobs/{id}/adapter/}
 * @param parent adapter that its training began with, null for the base model
 * @param imported where it is from, null for one that a job of this store trained
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RegisteredAdapter(
    String id, String location, Instant registered, String parent, ImportedAdapter imported) {
  /** What an id looks like: a segment of a path. */
  public static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

  public RegisteredAdapter {
    require(isId(id), "id", "must match " + ID, id);
    require(
        location != null && location.endsWith("/"), "location", "must end with a slash", location);
    require(registered != null, "registered", "must be given", null);
  }

  /** Whether an adapter may be called so. */
  public static boolean isId(String id) {
    return id != null && id.matches(ID);
  }

  /** One that a job trained, from the base model on. */
  public RegisteredAdapter(String id, String location, Instant registered) {
    this(id, location, registered, null, null);
  }
}
