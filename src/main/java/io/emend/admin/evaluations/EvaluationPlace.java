package io.emend.admin.evaluations;

/** Where evaluations run. */
sealed interface EvaluationPlace permits EvaluationRuns, EvaluationJobs {

  /** Keeps a new evaluation and has it run. */
  Evaluation begin(Evaluation queued);

  /** An evaluation of this place with what is not stored of it, or as it has ended since. */
  Evaluation seen(Evaluation stored);

  /** Lets go of an evaluation that was cancelled. */
  void end(Evaluation cancelled);

  /** Takes up an evaluation of this place that an earlier server left. */
  void find(Evaluation open);
}
