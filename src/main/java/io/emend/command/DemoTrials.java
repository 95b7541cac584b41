package io.emend.command;

import io.emend.admin.evaluations.EvaluationReports;
import io.emend.admin.evaluations.ModelTrials;
import io.emend.admin.evaluations.Trial;
import io.emend.command.DemoTraining.Adapters;
import io.emend.evaluation.EvaluationMode;
import io.emend.evaluation.ModelComparison;
import jakarta.inject.Singleton;
import java.util.List;

/** The demo's second half: what was gained, and at what cost. */
@Singleton
class DemoTrials {
  private static final String CROWDED = "scenes:crowded/held-out";
  private static final String PLAIN = "scenes:plain/held-out";

  private final WatchedTrials trials;
  private final EvaluationReports reports;

  DemoTrials(WatchedTrials trials, EvaluationReports reports) {
    this.trials = trials;
    this.reports = reports;
  }

  /**
   * Has all answer the same held-out questions.
   *
   * @param limit questions about crowded scenes; a third as many about plain ones
   */
  DemoFindings run(Adapters adapters, int limit) {
    Trial crowded =
        trials.run(
            List.of(ModelTrials.BASE, adapters.dpo()), CROWDED, EvaluationMode.CORRECTED, limit);
    Trial control = trials.run(List.of(adapters.sft()), CROWDED, EvaluationMode.DIRECT, limit);
    Trial plain =
        trials.run(
            List.of(ModelTrials.BASE, adapters.dpo()),
            PLAIN,
            EvaluationMode.DIRECT,
            Math.max(1, limit / 3));
    return new DemoFindings(
        crowded.comparison(),
        ModelComparison.of(crowded.results().get(0), control.results().get(0)),
        plain.comparison(),
        reports.page(crowded.results()));
  }
}
