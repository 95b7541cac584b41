package io.emend.operation.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.score.ModelComparison;
import io.emend.operation.evaluation.StoredEvaluations;
import io.emend.operation.promotion.GateViolation.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromotionGateTest {
  /** Of 50 right answers, 5 are harmed: 10 %. */
  private static final EvaluationResult BASE = StoredEvaluations.result("base", 50, 5);

  private static List<Rule> against(GateLimits limits, EvaluationResult candidate) {
    return new PromotionGate(limits)
        .against(ModelComparison.of(BASE, candidate)).stream().map(GateViolation::rule).toList();
  }

  private static List<Rule> against(int right, int harmed) {
    return against(GateLimits.DEFAULTS, StoredEvaluations.result("one", right, harmed));
  }

  @Test
  void aSignificantGainWithoutMoreHarmPasses() {
    assertThat(against(70, 7)).isEmpty();
  }

  @Test
  void aSignificantLossIsRefused() {
    assertThat(against(30, 3)).containsExactly(Rule.NOT_BETTER);
  }

  @Test
  void aGainByChanceIsRefused() {
    assertThat(against(52, 5)).containsExactly(Rule.NOT_SIGNIFICANT);
  }

  @Test
  void aHarmRateThatRisesIsRefused() {
    assertThat(against(70, 8)).containsExactly(Rule.HARM_WORSE);
  }

  @Test
  void withoutSecondTurnsTheHarmRateIsUnknown() {
    assertThat(against(70, -1)).containsExactly(Rule.HARM_UNKNOWN);
  }

  @Test
  void aRiseOfTheHarmRateCanBeAllowed() {
    assertThat(against(new GateLimits(0.05, 2), StoredEvaluations.result("one", 70, 8))).isEmpty();
  }

  @Test
  void theLimitOfThePValueCanBeLowered() {
    assertThat(against(new GateLimits(1e-9, 0), StoredEvaluations.result("one", 70, 7)))
        .containsExactly(Rule.NOT_SIGNIFICANT);
  }
}
