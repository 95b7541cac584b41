package io.emend.command.demo;

import io.emend.evaluation.score.ComparisonTable;
import io.emend.evaluation.score.Gain;
import io.emend.evaluation.score.ModelComparison;
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

  /** Of a control's name, its questions, the base's and its own accuracy, the gain and p. */
  private static final String LINE =
      "%1$s: %3$.1f -> %4$.1f %%, %5$+.1f points, p %6$.2g, n %2$d%n";

  private static final String ROW =
      "<tr><td>%s</td><td>%d</td><td>%.1f</td><td>%.1f</td><td>%+.1f</td><td>%.2g</td></tr>";

  String table() {
    return ComparisonTable.of(crowded) + controls(LINE);
  }

  /** The report with the controls, which the page of one comparison has not. */
  String report() {
    String section =
        """
        <h2>Controls</h2>
        <div class="card scroll"><table>
        <thead><tr><th>control</th><th>n</th><th>base</th><th>trained</th><th>gain</th><th>p</th></tr></thead>
        <tbody>%s</tbody>
        </table></div>
        """
            .formatted(controls(ROW));
    return page.replace("</main>", section + "</main>");
  }

  private String controls(String format) {
    return control(format, SFT, sft.total().direct())
        + control(format, PLAIN, plain.total().direct());
  }

  private static String control(String format, String name, Gain gain) {
    return String.format(
        Locale.ROOT,
        format,
        name,
        gain.n(),
        gain.before(),
        gain.after(),
        gain.gain(),
        gain.pValue());
  }
}
