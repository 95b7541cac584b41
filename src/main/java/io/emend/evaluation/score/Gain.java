package io.emend.evaluation.score;

import io.emend.error.EmendException;
import java.util.List;

/**
 * A paired comparison of accuracies on the same samples.
 *
 * @param before accuracy in percent
 * @param gain after less before, in percentage points
 * @param losses samples right before and wrong after
 * @param gains samples wrong before and right after
 * @param pValue McNemar's exact test, two-sided; 1 where nothing differs
 */
public record Gain(
    int n,
    double before,
    Interval beforeInterval,
    double after,
    Interval afterInterval,
    double gain,
    Interval gainInterval,
    int losses,
    int gains,
    double pValue) {

  /** Gives the same intervals in every run. */
  private static final long SEED = 1;

  static Gain of(List<Verdict> verdicts) {
    EmendException.require(!verdicts.isEmpty(), "samples", "must not be empty", 0);
    int n = verdicts.size();
    int losses = (int) verdicts.stream().filter(v -> v.before() && !v.after()).count();
    int gains = (int) verdicts.stream().filter(v -> !v.before() && v.after()).count();
    double before = 100.0 * verdicts.stream().filter(Verdict::before).count() / n;
    double after = 100.0 * verdicts.stream().filter(Verdict::after).count() / n;
    Bootstrap bootstrap = Bootstrap.of(verdicts, SEED);
    return new Gain(
        n,
        before,
        bootstrap.before(),
        after,
        bootstrap.after(),
        after - before,
        bootstrap.gain(),
        losses,
        gains,
        McNemar.pValue(losses, gains));
  }
}
