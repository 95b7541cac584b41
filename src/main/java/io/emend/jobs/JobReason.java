package io.emend.jobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a job ended without success. */
public enum JobReason {
  /** By request. */
  CANCELLED(false),
  /** It ended with exit code 1. */
  EXIT_CODE(false),
  /** It refused its command line, input or configuration, and would again. */
  REFUSED(false),
  /** Its loss, a gradient or a weight is not finite any more, and would not be again. */
  DIVERGED(false),
  /** Its Java heap was too small. */
  OUT_OF_MEMORY(false),
  /** It wrote more than its limit of storage. */
  OUT_OF_DISK(false),
  /** SIGKILL: by a person, or by the system because memory ran out. */
  KILLED(true),
  /** Another signal, such as the SIGTERM of a machine that shuts down. */
  SIGNAL(true),
  /** It is gone and left no exit code: the machine restarted, or its watcher was killed. */
  LOST(true),
  /** Evicted by its node, as when memory or disk there ran out. */
  EVICTED(true),
  /** Preempted by another pod, or its node was drained or lost. */
  PREEMPTED(true),
  /** Over its deadline. */
  DEADLINE(false),
  /** It could not be started at all. */
  LAUNCH_FAILED(false);

  private final boolean interruption;

  JobReason(boolean interruption) {
    this.interruption = interruption;
  }

  /** As the API and records have it; an earlier version wrote records in upper case. */
  @JsonCreator
  static JobReason of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** For example {@code exit_code}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the cause lies outside the run, so that the same run may succeed next time. */
  public boolean interruption() {
    return interruption;
  }
}
