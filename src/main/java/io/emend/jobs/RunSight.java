package io.emend.jobs;

/** What a launcher sees of one run of a job. */
public sealed interface RunSight {

  /** Nothing was started, as far as anyone can tell. */
  record Absent() implements RunSight {}

  /** Started and not ended, perhaps still waiting for a machine. */
  record Alive() implements RunSight {}

  /** Over. */
  record Ended(JobExit exit) implements RunSight {}
}
