package io.emend.jobs;

import io.smallrye.mutiny.Multi;
import java.util.function.BooleanSupplier;

/**
 * Where runs happen. It keeps no state of its own that a restart of this server would lose. A run
 * is named by its job and the number of the attempt, counted from 1.
 */
public interface JobLauncher {

  /**
   * Looks at a job before it is taken.
   *
   * @throws io.emend.error.EmendException {@code invalid_value} if it requests what is not allowed
   */
  void check(JobSpec spec);

  /**
   * Starts a run, unless this attempt was started before: then it does nothing, so that a caller
   * who does not know may ask again.
   *
   * @throws io.emend.error.EmendException if it cannot be started; {@code cluster_failed} if it may
   *     be later
   */
  void launch(JobSpec spec, int attempt);

  /** Observes a run, whoever started it; never fails. */
  RunObservation observe(String id, int attempt);

  /** How insistent a stop is. */
  enum Stop {
    /** The run may still save what it has. */
    ASK,
    /** It ends now. */
    FORCE
  }

  /**
   * Stops a run; harmless when it is over, and may be repeated.
   *
   * @throws io.emend.error.EmendException {@code cluster_failed} if nobody could be told
   */
  void stop(String id, int attempt, Stop how);

  /**
   * The lines that a job's runs have printed and print, from the first on, as they come.
   *
   * @param over whether the job is over; once it is, and the lines are read, the stream completes
   */
  Multi<String> logs(String id, BooleanSupplier over);
}
