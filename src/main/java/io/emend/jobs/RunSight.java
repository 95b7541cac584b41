package io.emend.jobs;

/** What a launcher sees of one run of a job. */
public sealed interface RunSight {

  /** Nothing was started, as far as anyone can tell. */
  record Absent() implements RunSight {}

  /**
   * Started and not ended.
   *
   * @param waiting what it waits for, such as a machine; null if it runs
   */
  record Alive(String waiting) implements RunSight {}

  /**
   * Nobody can tell at this moment: who knows does not answer, or does not say.
   *
   * @param reason a sentence, the same as long as the reason is
   */
  record Unseen(String reason) implements RunSight {}

  /**
   * What started it is gone, and it is there: no other may begin beside it.
   *
   * @param what a sentence, the same as long as it is so
   */
  record Ending(String what) implements RunSight {}

  /** Over. */
  record Ended(JobExit exit) implements RunSight {}
}
