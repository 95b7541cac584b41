package io.emend.jobs;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a job is to do; never changes. Stored as {@code jobs/{id}/spec.json}.
 *
 * @param id as {@link #idOf} makes it from the idempotency key
 * @param name for people; need not be unique
 * @param arguments the command line of this application that the run is, such as {@code train}
 * @param request what the caller asked for, kept for the caller; not read here
 * @param resources requested, by resource name in Kubernetes quantities, such as {@code
 *     nvidia.com/gpu}; a local process shares the machine and takes none
 * @param placement requested; specs of earlier versions have none
 */
public record JobSpec(
    String id,
    String name,
    List<String> arguments,
    JsonNode request,
    Map<String, String> resources,
    Placement placement,
    Instant submittedAt) {
  private static final int DIGITS = 20;
  private static final int LONGEST_NAME = 200;

  /** Also a valid name of a Kubernetes object, and short enough for a suffix. */
  private static final String ID = "job-[0-9a-f]{" + DIGITS + "}";

  public JobSpec {
    require(isId(id), "id", "must come from an idempotency key", id);
    boolean named = name != null && !name.isBlank() && name.length() <= LONGEST_NAME;
    require(named, "name", "must have 1 to " + LONGEST_NAME + " characters", name);
    require(arguments != null && !arguments.isEmpty(), "arguments", "must not be empty", arguments);
    Objects.requireNonNull(submittedAt);
    arguments = List.copyOf(arguments);
    request = request == null ? NullNode.getInstance() : request;
    resources = resources == null ? Map.of() : Map.copyOf(resources);
    placement = placement == null ? Placement.ANYWHERE : placement;
  }

  /** A job that requests no resources, as this application starts it for its own ends. */
  public static JobSpec of(String idempotencyKey, String name, String... arguments) {
    return new JobSpec(
        idOf(idempotencyKey),
        name,
        List.of(arguments),
        null,
        Map.of(),
        Placement.ANYWHERE,
        Instant.now());
  }

  /**
   * The id of the job that an idempotency key stands for. A digest, so that a key may hold what an
   * id may not.
   */
  public static String idOf(String idempotencyKey) {
    return "job-" + new IdempotencyKey(idempotencyKey).digest().substring(0, DIGITS);
  }

  /** The command of this application that the run is, such as {@code train}. */
  public String command() {
    return arguments.get(0);
  }

  public static boolean isId(String id) {
    return id != null && id.matches(ID);
  }

  /** Whether both ask for the same; when they were submitted does not count. */
  public boolean asksTheSameAs(JobSpec other) {
    return name.equals(other.name)
        && arguments.equals(other.arguments)
        && request.equals(other.request)
        && resources.equals(other.resources)
        && placement.equals(other.placement);
  }
}
