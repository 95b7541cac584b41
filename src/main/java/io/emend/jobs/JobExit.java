package io.emend.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.error.ExitStatus;
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
  private static final int SIGNALS = 128;
  private static final int SIGKILL = 9;
  private static final Map<Integer, String> NAMES =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 11,
          "SIGSEGV", 15, "SIGTERM");

  /** Reads an exit code as a shell reports it. */
  public static JobExit of(int code, Instant at) {
    return ExitStatus.of(code).map(own -> of(own, at)).orElseGet(() -> other(code, at));
  }

  private static JobExit of(ExitStatus own, Instant at) {
    return switch (own) {
      case DONE -> new JobExit(own.code(), null, "the run is complete", at);
      case FAILED -> failed(own.code(), at);
      case NOT_UNDERSTOOD ->
          new JobExit(
              own.code(),
              JobReason.REFUSED,
              "the run rejected its command line: is its image of another version than this"
                  + " server?",
              at);
      case HEAP_FULL ->
          new JobExit(
              own.code(),
              JobReason.OUT_OF_MEMORY,
              "the run's Java heap is full: give it more, by -Xmx in emend.jobs.jvm-options or by"
                  + " memory in the Job template",
              at);
      case REFUSED ->
          new JobExit(
              own.code(),
              JobReason.REFUSED,
              "the run refused its input or configuration, and would again: see the end of its log",
              at);
    };
  }

  private static JobExit failed(int code, Instant at) {
    return new JobExit(
        code, JobReason.EXIT_CODE, "the run failed with exit code " + code + ", see its log", at);
  }

  private static JobExit other(int code, Instant at) {
    if (code == SIGNALS + SIGKILL) {
      return new JobExit(
          code,
          JobReason.KILLED,
          "the run was killed (SIGKILL): by a user, or by the system because memory ran out",
          at);
    }
    if (code > SIGNALS) {
      int signal = code - SIGNALS;
      String name = NAMES.getOrDefault(signal, "signal " + signal);
      return new JobExit(code, JobReason.SIGNAL, "terminated by " + name, at);
    }
    return failed(code, at);
  }

  public static JobExit lost(String message, Instant at) {
    return new JobExit(null, JobReason.LOST, message, at);
  }

  public static JobExit vanished(Instant at) {
    return lost(
        "the run no longer exists: it was deleted, or cleaned up before its end was observed", at);
  }

  public static JobExit launchFailed(String message, Instant at) {
    return new JobExit(null, JobReason.LAUNCH_FAILED, message, at);
  }

  /** The same end, wanted. */
  public JobExit cancelled() {
    return new JobExit(code, JobReason.CANCELLED, "cancelled while it ran", at);
  }

  public static JobExit cancelledInQueue(Instant at) {
    return new JobExit(null, JobReason.CANCELLED, "cancelled before it ran", at);
  }

  public static JobExit cancelledAndGone(Instant at) {
    return new JobExit(null, JobReason.CANCELLED, "cancelled; the run no longer exists", at);
  }

  /**
   * @param what of the run is left, as a sentence
   */
  public static JobExit cancelledAndEnding(String what, Instant at) {
    return new JobExit(null, JobReason.CANCELLED, "cancelled: " + what, at);
  }

  public boolean succeeded() {
    return reason == null;
  }
}
