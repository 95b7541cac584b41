package io.emend.jobs;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Where in a cluster a job is requested to run, within what the operator lists; a local process has
 * one place only. Null fields leave it to the operator's Job template.
 *
 * @param queue of Kueue, by the name of its LocalQueue
 * @param priorityClass by its name in Kubernetes
 * @param gpuType by the operator's name for the nodes that have it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Placement(String queue, String priorityClass, String gpuType) {
  /** Nothing requested. */
  public static final Placement ANYWHERE = new Placement(null, null, null);

  /** The longest name of a Kubernetes object. */
  private static final int LONGEST = 253;

  public Placement {
    check("placement.queue", queue);
    check("placement.priorityClass", priorityClass);
    check("placement.gpuType", gpuType);
  }

  private static void check(String field, String requested) {
    boolean usable = requested == null || (!requested.isBlank() && requested.length() <= LONGEST);
    require(usable, field, "must have 1 to " + LONGEST + " characters", requested);
  }
}
