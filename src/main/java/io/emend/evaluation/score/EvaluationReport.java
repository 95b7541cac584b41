package io.emend.evaluation.score;

import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.FailedSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Scores of a run: all samples together, then by category.
 *
 * @param excluded samples left out since the model was trained on them
 * @param failed samples that could not be asked and count in no score
 * @param failures the first of those
 */
public record EvaluationReport(
    String model,
    String source,
    int excluded,
    CategoryScore total,
    List<CategoryScore> categories,
    int failed,
    List<FailedSample> failures) {
  private static final int NAMED = 20;

  public EvaluationReport {
    // Reports that were stored before samples could fail have none.
    failures = failures == null ? List.of() : List.copyOf(failures);
  }

  public static EvaluationReport of(EvaluationResult result) {
    Map<String, List<ScoredSample>> byCategory =
        result.samples().stream()
            .collect(
                Collectors.groupingBy(ScoredSample::category, TreeMap::new, Collectors.toList()));
    List<CategoryScore> categories = new ArrayList<>();
    byCategory.forEach((name, group) -> categories.add(CategoryScore.of(name, group)));
    return new EvaluationReport(
        result.model(),
        result.source(),
        result.excluded(),
        CategoryScore.of("all", result.samples()),
        categories,
        result.failures().size(),
        result.failures().stream().limit(NAMED).toList());
  }

  /** The report as a person reads it. */
  public String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        "%-12s %7s %8s %9s %9s %9s  %s%n"
            .formatted(
                "category", "samples", "direct", "corrected", "constant", "unparsed", "outcomes"));
    categories.forEach(score -> table.append(line(score)));
    return table.append(line(total)).append(failedLines()).toString();
  }

  /** A line for each sample that failed, up to a number; empty where none did. */
  String failedLines() {
    String lines =
        failures.stream().map(each -> each.line() + "%n".formatted()).collect(Collectors.joining());
    int more = failed - failures.size();
    return more == 0 ? lines : lines + "and %d more failed%n".formatted(more);
  }

  private static String line(CategoryScore score) {
    String corrected =
        score.corrected() == null ? "-" : String.format(Locale.ROOT, "%.1f", score.corrected());
    String outcomes =
        score.outcomes().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return "%-12s %7d %8.1f %9s %9.1f %9.1f  %s%n"
        .formatted(
            score.category(),
            score.samples(),
            score.direct(),
            corrected,
            score.constant(),
            score.unparsed(),
            outcomes);
  }
}
