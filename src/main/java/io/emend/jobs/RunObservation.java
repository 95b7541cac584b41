package io.emend.jobs;

/** What a launcher observes of one run of a job. */
public sealed interface RunObservation {

  /** Nothing was started, as far as anyone can tell. */
  record Absent() implements RunObservation {}

  /**
   * Started and not ended.
   *
   * @param waiting what it waits for, such as a machine; null if it runs
   */
  record Alive(String waiting) implements RunObservation {}

  /**
   * Nobody can tell at this moment: who knows does not answer, or does not say.
   *
   * @param reason a sentence, the same as long as the reason is
   */
  record Unknown(String reason) implements RunObservation {}

  /**
   * What started it is gone, and it is there: no other may begin beside it.
   *
   * @param what a sentence, the same as long as it is so
   */
  record Terminating(String what) implements RunObservation {}

  /** Over. */
  record Ended(JobExit exit) implements RunObservation {}
}
