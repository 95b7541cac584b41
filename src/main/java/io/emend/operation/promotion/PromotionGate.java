package io.emend.operation.promotion;

import io.emend.evaluation.score.Gain;
import io.emend.evaluation.score.ModelComparison;
import io.emend.operation.promotion.GateViolation.Rule;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lets an adapter into production that answers better at once, by more than chance, and whose
 * second turn does not harm more than that of the model in production.
 */
@Singleton
public class PromotionGate {
  private final PromotionConfig limits;

  public PromotionGate(PromotionConfig limits) {
    this.limits = limits;
  }

  /**
   * The rules that a promotion violates; none when it may pass.
   *
   * @param comparison of the adapter with the model in production
   */
  public List<GateViolation> against(ModelComparison comparison) {
    List<GateViolation> violations = new ArrayList<>(againstGain(comparison.total().direct()));
    Double before = comparison.base().total().harm();
    Double after = comparison.candidate().total().harm();
    if (before == null || after == null) {
      violations.add(
          new GateViolation(Rule.HARM_UNKNOWN, "the evaluation must have the mode corrected"));
    } else if (after > before + limits.promotionHarmRise()) {
      String detail =
          String.format(
              Locale.ROOT,
              "the harm rate must rise by %.1f points at most, was %.1f %% and is %.1f %%",
              limits.promotionHarmRise(),
              before,
              after);
      violations.add(new GateViolation(Rule.HARM_WORSE, detail));
    }
    return violations;
  }

  private List<GateViolation> againstGain(Gain gain) {
    List<GateViolation> violations = new ArrayList<>();
    if (gain.gain() <= 0) {
      String detail =
          String.format(
              Locale.ROOT,
              "direct accuracy must rise, was %.1f %% and is %.1f %%",
              gain.before(),
              gain.after());
      violations.add(new GateViolation(Rule.NOT_BETTER, detail));
    }
    if (gain.pValue() >= limits.promotionPValue()) {
      String detail =
          String.format(
              Locale.ROOT,
              "the p-value must be below %.3g, was %.3g on %d samples",
              limits.promotionPValue(),
              gain.pValue(),
              gain.n());
      violations.add(new GateViolation(Rule.NOT_SIGNIFICANT, detail));
    }
    return violations;
  }
}
