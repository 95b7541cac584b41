package io.emend.operation.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.inference.registry.Registry;
import io.emend.operation.evaluation.StoredEvaluations;
import io.emend.operation.promotion.GateViolation.Rule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionGroundsTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final Registry REGISTRY =
      Registry.empty("tiny")
          .register("one", "jobs/one/adapter/", NOW)
          .register("two", "jobs/two/adapter/", NOW);

  @TempDir Path folder;
  private StoredEvaluations stored;
  private PromotionGrounds grounds;

  @BeforeEach
  void open() {
    stored = new StoredEvaluations(folder);
    grounds = new PromotionGrounds(stored.records, new PromotionGate(GateLimits.DEFAULTS));
  }

  private List<Rule> against(Registry registry, String evaluation) {
    return grounds.findings(registry, "one", evaluation).violations().stream()
        .map(GateViolation::rule)
        .toList();
  }

  private String evaluation(String first, int right, String second, int secondRight) {
    return stored
        .succeeded(
            StoredEvaluations.result(first, right, 5),
            StoredEvaluations.result(second, secondRight, 5))
        .id();
  }

  @Test
  void anAdapterThatBeatsTheBaseMayBePromoted() {
    assertThat(against(REGISTRY, evaluation("tiny", 50, "one", 70))).isEmpty();
  }

  @Test
  void whichModelTheEvaluationNamedFirstDoesNotMatter() {
    assertThat(against(REGISTRY, evaluation("one", 70, "tiny", 50))).isEmpty();
  }

  @Test
  void figuresAreOfTheAdapterAgainstProduction() {
    GateFindings findings = grounds.findings(REGISTRY, "one", evaluation("one", 70, "tiny", 50));
    assertThat(findings.metrics()).containsEntry("production", 50.0).containsEntry("adapter", 70.0);
  }

  @Test
  void aPromotionWithoutAnEvaluationIsRefused() {
    assertThat(against(REGISTRY, null)).containsExactly(Rule.EVALUATION_MISSING);
  }

  @Test
  void anEvaluationThatRunsJustifiesNothing() {
    assertThat(against(REGISTRY, stored.queued("tiny", "one").id()))
        .containsExactly(Rule.EVALUATION_UNFINISHED);
  }

  @Test
  void anEvaluationAgainstAnotherModelThanProductionIsRefused() {
    Registry promoted = REGISTRY.promote("two", "ev", List.of(), NOW);
    assertThat(against(promoted, evaluation("tiny", 50, "one", 70)))
        .containsExactly(Rule.MODELS_DIFFER);
  }

  @Test
  void anEvaluationOfOneModelIsRefused() {
    assertThat(against(REGISTRY, stored.queued("one").id())).containsExactly(Rule.MODELS_DIFFER);
  }

  @Test
  void anUnknownEvaluationIsNotFound() {
    assertThatThrownBy(() -> against(REGISTRY, "none"))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("no such evaluation");
  }
}
