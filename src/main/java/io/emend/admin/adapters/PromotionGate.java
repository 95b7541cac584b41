package io.emend.admin.adapters;

import io.emend.admin.adapters.Objection.Rule;
import io.emend.evaluation.Gain;
import io.emend.evaluation.ModelComparison;
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
      objections.add(
          objection(
              Rule.HARM_WORSE,
              "the harm rate must rise by %.1f points at most, was %.1f %% and is %.1f %%",
              limits.promotionHarmRise(),
              before,
              after));
    }
    return objections;
  }

  private List<Objection> againstGain(Gain gain) {
    List<Objection> objections = new ArrayList<>();
    if (gain.gain() <= 0) {
      objections.add(
          objection(
              Rule.NOT_BETTER,
              "direct accuracy must rise, was %.1f %% and is %.1f %%",
              gain.before(),
              gain.after()));
    }
    if (gain.pValue() >= limits.promotionPValue()) {
      objections.add(
          objection(
              Rule.NOT_SIGNIFICANT,
              "the p-value must be below %.3g, was %.3g on %d samples",
              limits.promotionPValue(),
              gain.pValue(),
              gain.n()));
    }
    return objections;
  }

  private static Objection objection(Rule rule, String detail, Object... figures) {
    return new Objection(rule, String.format(Locale.ROOT, detail, figures));
  }
}
