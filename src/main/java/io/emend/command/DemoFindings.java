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
 * @param page the report of the first comparison
 */
record DemoFindings(
    String evaluation,
    ModelComparison crowded,
    ModelComparison sft,
    ModelComparison plain,
    String page) {
  private static final String SFT = "SFT on the chosen side, crowded";
  private static final String PLAIN = "DPO, plain (forgetting)";

  String table() {
    return ComparisonTable.of(crowded)
        + control(SFT, sft.total().direct())
        + control(PLAIN, plain.total().direct());
  }

  /** The report with the controls, which the page of one comparison has not. */
  String report() {
    String section =
        """
        <h2>Controls</h2>
        <div class="card scroll"><table>
        <thead><tr><th>control</th><th>n</th><th>base</th><th>trained</th><th>gain</th><th>p</th></tr></thead>
        <tbody>%s%s</tbody>
        </table></div>
        """
            .formatted(row(SFT, sft.total().direct()), row(PLAIN, plain.total().direct()));
    return page.replace("</main>", section + "</main>");
  }

  private static String row(String name, Gain gain) {
    return String.format(
        Locale.ROOT,
        "<tr><td>%s</td><td>%d</td><td>%.1f</td><td>%.1f</td><td>%+.1f</td><td>%.2g</td></tr>",
        name,
        gain.n(),
        gain.before(),
        gain.after(),
        gain.gain(),
        gain.pValue());
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
