package io.emend.operation.lifecycle;

import io.emend.error.ErrorCode;
import io.emend.error.LogSubject;
import io.emend.jobs.JobSpec;
import io.emend.operation.Operation;

/** What one kind of operation has of its own; its life cycle is that of all the others. */
public interface OperationKind<T extends Operation<T>> {

  /** Whether both ask for the same; when and by whom they are run does not count. */
  boolean asksTheSame(T one, T other);

  /** What the log calls it. */
  LogSubject subject();

  /** Whether a job runs it, since this server cannot. */
  boolean runsAsJob(T operation);

  /** The job that does, the same for the same operation. */
  JobSpec job(T operation);

  /** Whether servers run it; not if a command does. */
  boolean runsInServer(T operation);

  /** Whether a run goes on where the one before stopped, so that a restart ends none. */
  boolean resumes();

  /** Code of the failure of one that lost its server or its job. */
  ErrorCode interrupted();

  /**
   * Runs it here, to the end that its record then tells. Blocking.
   *
   * @throws io.emend.error.EmendException what it failed with
   * @throws java.util.concurrent.CancellationException if it is left as it is, to be resumed
   */
  void run(String id, RunControl control);
}
