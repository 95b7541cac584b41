package io.emend.command;

import io.emend.admin.evaluations.EvaluationSpec;
import io.emend.admin.evaluations.ModelTrials;
import io.emend.admin.evaluations.Trial;
import io.emend.evaluation.EvaluationMode;
import jakarta.inject.Singleton;
import java.util.List;

/** Trials of models with a progress bar. */
@Singleton
class WatchedTrials {
  private final ModelTrials trials;

  WatchedTrials(ModelTrials trials) {
    this.trials = trials;
  }

  Trial run(List<String> models, String source, EvaluationMode mode, int limit) {
    EvaluationSpec wanted = trials.named(new EvaluationSpec(models, source, List.of(mode), limit));
    try (EvaluationBar bar = new EvaluationBar()) {
      return trials.run(wanted, (model, now) -> bar.show(model, now.done(), now.total()));
    }
  }
}
