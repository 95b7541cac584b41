package io.emend.admin.adapters;

import io.emend.admin.adapters.Objection.Rule;
import io.emend.evaluation.score.Gain;
import io.emend.evaluation.score.ModelComparison;
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
  private final AdminConfig limits;

  PromotionGate(AdminConfig limits) {
    this.limits = limits;
  }

  /**
   * What figures have against a promotion; nothing when it may pass.
   *
   * @param comparison of the adapter with the model in production
   */
  List<Objection> against(ModelComparison comparison) {
    List<Objection> objections = new ArrayList<>(againstGain(comparison.total().direct()));
    Double before = comparison.base().total().harm();
    Double after = comparison.candidate().total().harm();
    if (before == null || after == null) {
      objections.add(
          new Objection(Rule.HARM_UNKNOWN, "the evaluation must have the mode corrected"));
    } else if (after > before + limits.promotionHarmRise()) {
      String detail =
          String.format(
              Locale.ROOT,
              "the harm rate must rise by %.1f points at most, was %.1f %% and is %.1f %%",
              limits.promotionHarmRise(),
              before,
              after);
      objections.add(new Objection(Rule.HARM_WORSE, detail));
    }
    return objections;
  }

  private List<Objection> againstGain(Gain gain) {
    List<Objection> objections = new ArrayList<>();
    if (gain.gain() <= 0) {
      String detail =
          String.format(
              Locale.ROOT,
              "direct accuracy must rise, was %.1f %% and is %.1f %%",
              gain.before(),
              gain.after());
      objections.add(new Objection(Rule.NOT_BETTER, detail));
    }
    if (gain.pValue() >= limits.promotionPValue()) {
      String detail =
          String.format(
              Locale.ROOT,
              "the p-value must be below %.3g, was %.3g on %d samples",
              limits.promotionPValue(),
              gain.pValue(),
              gain.n());
      objections.add(new Objection(Rule.NOT_SIGNIFICANT, detail));
    }
    return objections;
  }
}
