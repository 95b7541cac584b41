package io.emend.evaluation.score;

import java.util.Locale;
import java.util.stream.Collectors;

/** A comparison as a person reads it at a terminal: each category's direct gain, then the whole. */
public final class ComparisonTable {

  private ComparisonTable() {}

  /** The table, with a line about each turn below it. */
  public static String of(ModelComparison comparison) {
    StringBuilder table = new StringBuilder();
    table.append(
        "%-12s %7s %8s %9s %8s %16s %9s%n"
            .formatted("category", "samples", "base", "candidate", "gain", "95 %", "p"));
    comparison.categories().forEach((name, gains) -> table.append(line(name, gains.direct())));
    table.append(line("all", comparison.total().direct()));
    if (comparison.total().corrected() != null) {
      table.append(line("corrected", comparison.total().corrected()));
    }
    if (comparison.total().circular() != null) {
      table.append(line("circular", comparison.total().circular()));
    }
    return table
        .append(turns("base", comparison.base()))
        .append(turns("candidate", comparison.candidate()))
        .toString();
  }

  private static String line(String name, Gain gain) {
    Interval interval = gain.gainInterval();
    String ends = String.format(Locale.ROOT, "%+.1f to %+.1f", interval.low(), interval.high());
    return String.format(
        Locale.ROOT,
        "%-12s %7d %8.1f %9.1f %+8.1f %16s %9.2g%n",
        name,
        gain.n(),
        gain.before(),
        gain.after(),
        gain.gain(),
        ends,
        gain.pValue());
  }

  private static String turns(String role, EvaluationReport report) {
    CategoryScore total = report.total();
    String harm =
        total.harm() == null
            ? ""
            : String.format(Locale.ROOT, ", harm rate %.1f %%", total.harm()) + outcomes(total);
    return String.format(
            Locale.ROOT, "%s %s: unparsed %.1f %%", role, report.model(), total.unparsed())
        + harm
        + String.format(", %d excluded", report.excluded())
        + (report.failed() == 0 ? "" : String.format(", %d failed", report.failed()))
        + String.format("%n")
        + report.failedLines();
  }

  private static String outcomes(CategoryScore total) {
    return total.outcomes().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", ", ", ", ""));
  }
}
