package io.emend.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;

/**
 * How a run ended.
 *
 * @param code the exit code, 128 and the signal's number after a signal; null if nobody knows
 * @param reason null after success
 * @param message a sentence for a person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobExit(Integer code, JobReason reason, String message, Instant at) {
  /** What a JVM under {@code -XX:+ExitOnOutOfMemoryError} exits with. */
  private static final int HEAP_EXHAUSTED = 3;

  private static final int SIGNALS = 128;
  private static final int SIGKILL = 9;
  private static final Map<Integer, String> NAMES =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 11,
          "SIGSEGV", 15, "SIGTERM");

  /** Reads an exit code as a shell reports it. */
  static JobExit of(int code, Instant at) {
    if (code == 0) {
      return new JobExit(0, null, "the run is complete", at);
    }
    if (code == HEAP_EXHAUSTED) {
      return new JobExit(
          code,
          JobReason.OUT_OF_MEMORY,
          "the run's Java heap is full: give it more with -Xmx in emend.jobs.jvm-options",
          at);
    }
    if (code == SIGNALS + SIGKILL) {
      return new JobExit(
          code,
          JobReason.KILLED,
          "the run was killed (SIGKILL): by a person, or by the system because memory ran out",
          at);
    }
    if (code > SIGNALS) {
      int signal = code - SIGNALS;
      String name = NAMES.getOrDefault(signal, "signal " + signal);
      return new JobExit(code, JobReason.SIGNAL, "the run was ended by " + name, at);
    }
    return new JobExit(
        code, JobReason.EXIT_CODE, "the run failed with exit code " + code + ", see its log", at);
  }

  static JobExit lost(String message, Instant at) {
    return new JobExit(null, JobReason.LOST, message, at);
  }

  static JobExit launchFailed(String message, Instant at) {
    return new JobExit(null, JobReason.LAUNCH_FAILED, message, at);
  }

  /** The same end, wanted. */
  JobExit cancelled() {
    return new JobExit(code, JobReason.CANCELLED, "cancelled while it ran", at);
  }

  static JobExit cancelledInQueue(Instant at) {
    return new JobExit(null, JobReason.CANCELLED, "cancelled before it ran", at);
  }

  static JobExit cancelledAndGone(Instant at) {
    return new JobExit(null, JobReason.CANCELLED, "cancelled, and nothing of the run is left", at);
  }

  boolean succeeded() {
    return reason == null;
  }
}
