package io.emend.command.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.admin.evaluations.EvaluationBody;
import io.emend.command.AdminClient;
import io.emend.command.demo.DemoTraining.Adapters;
import io.emend.command.terminal.EvaluationBar;
import io.emend.evaluation.EvaluationMode;
import io.emend.evaluation.score.ModelComparison;
import io.emend.inference.registry.Registry;
import java.util.List;

/** The demo's second half: what was gained, and at what cost. */
final class DemoTrials {
  private static final String EVALUATIONS = "/admin/v1/evaluations";
  private static final String CROWDED = "scenes:crowded/held-out";
  private static final String PLAIN = "scenes:plain/held-out";

  private final AdminClient admin;

  DemoTrials(AdminClient admin) {
    this.admin = admin;
  }

  /**
   * Has all answer the same held-out questions.
   *
   * @param limit questions about crowded scenes; half as many for the control, a third as many
   *     about plain scenes
   */
  DemoFindings run(Adapters adapters, int limit) {
    JsonNode crowded = compare(adapters.dpo(), CROWDED, EvaluationMode.CORRECTED, limit);
    JsonNode control = compare(adapters.sft(), CROWDED, EvaluationMode.DIRECT, part(limit, 2));
    JsonNode plain = compare(adapters.dpo(), PLAIN, EvaluationMode.DIRECT, part(limit, 3));
    String id = crowded.path("id").asText();
    return new DemoFindings(
        id,
        comparison(crowded),
        comparison(control),
        comparison(plain),
        admin.text(EVALUATIONS + "/" + id + "/report"));
  }

  private static int part(int limit, int of) {
    return Math.max(1, limit / of);
  }

  private JsonNode compare(String adapter, String source, EvaluationMode mode, int limit) {
    List<String> models = List.of(Registry.BASE, adapter);
    EvaluationBody body = new EvaluationBody(models, source, List.of(mode), limit, null);
    String id = admin.post(EVALUATIONS, body).path("id").asText();
    try (EvaluationBar bar = new EvaluationBar(source.equals(PLAIN) ? "plain" : "crowded")) {
      JsonNode ended = admin.await(EVALUATIONS + "/" + id, now -> show(bar, now.path("progress")));
      bar.complete();
      return ended;
    }
  }

  /** Neither one that waits nor one that has ended has a progress. */
  private static void show(EvaluationBar bar, JsonNode progress) {
    if (progress.isObject()) {
      bar.show(
          progress.path("model").asText(),
          progress.path("done").asInt(),
          progress.path("total").asInt());
    }
  }

  private ModelComparison comparison(JsonNode evaluation) {
    return admin.as(evaluation.at("/result/comparison"), ModelComparison.class);
  }
}
