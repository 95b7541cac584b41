package io.emend.command;

import io.emend.evaluation.ComparisonTable;
import io.emend.evaluation.Gain;
import io.emend.evaluation.ModelComparison;
import java.util.Locale;

/**
 * What a demo found.
 *
 * @param evaluation id of the first comparison
 * @param crowded the trained model with the base, both turns
 * @param sft the control with the base, first turns
 * @param plain the trained model with the base where the base was at home, first turns
 * @param page the report
 */
record DemoFindings(
    String evaluation,
    ModelComparison crowded,
    ModelComparison sft,
    ModelComparison plain,
    String page) {

  String table() {
    return ComparisonTable.of(crowded)
        + control("SFT on the chosen side, crowded", sft.total().direct())
        + control("DPO, plain (forgetting)", plain.total().direct());
  }

  private static String control(String name, Gain gain) {
    return String.format(
        Locale.ROOT,
        "%s: %.1f -> %.1f %%, %+.1f points, p %.2g, n %d%n",
        name,
        gain.before(),
        gain.after(),
        gain.gain(),
        gain.pValue(),
        gain.n());
  }
}
