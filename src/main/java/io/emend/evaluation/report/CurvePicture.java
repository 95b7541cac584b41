package io.emend.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One metric of a training run over its steps. An epoch's last batch is smaller than the others and
 * would stand out by chance; so a point of a training metric is the mean over the last tenth of the
 * run up to it, in which a step counts by the tokens that it read. What was measured on all
 * validation pairs stands as it is.
 *
 * @param metric TRL's name, for example {@code rewards/accuracies}
 * @param url an SVG picture as a {@code data:} URL
 */
public record CurvePicture(String metric, String url) {
  private static final List<String> METRICS =
      List.of("loss", "rewards/accuracies", "rewards/margins", "eval_loss");

  private static final String EVALUATED = "eval_";

  /** Of a run, one of which a mean is over. */
  private static final int PARTS = 10;

  private static final int LEAST_STEPS = 2;

  /** Readable on light and on dark ground. */
  private static final Color INK = new Color(0x80868f);

  private static final Color LINE = new Color(0x3b82c4);

  /** Whether it is of the validation pairs. */
  boolean evaluated() {
    return metric.startsWith(EVALUATED);
  }

  /** Metrics with at least two rows. */
  static List<CurvePicture> of(List<JsonNode> metrics) {
    return METRICS.stream()
        .filter(metric -> rows(metrics, metric).size() > 1)
        .map(metric -> new CurvePicture(metric, draw(metric, rows(metrics, metric))))
        .toList();
  }

  private static List<JsonNode> rows(List<JsonNode> metrics, String metric) {
    return metrics.stream().filter(row -> row.path(metric).isNumber()).toList();
  }

  private static double[] values(List<JsonNode> rows, String metric) {
    return rows.stream().mapToDouble(row -> row.path(metric).asDouble()).toArray();
  }

  /** Trailing means; the first ones are over the steps that there are. */
  static double[] means(List<JsonNode> rows, String metric) {
    double[] values = values(rows, metric);
    double[] weights = tokens(rows);
    int window = Math.max(LEAST_STEPS, (rows.size() + PARTS - 1) / PARTS);
    double[] means = new double[values.length];
    for (int last = 0; last < values.length; last++) {
      double sum = 0;
      double weight = 0;
      for (int i = Math.max(0, last - window + 1); i <= last; i++) {
        sum += weights[i] * values[i];
        weight += weights[i];
      }
      means[last] = sum / weight;
    }
    return means;
  }

  /** Read in each step; the metric counts those read so far. */
  private static double[] tokens(List<JsonNode> rows) {
    double[] tokens = new double[rows.size()];
    double before = 0;
    for (int i = 0; i < tokens.length; i++) {
      double soFar = rows.get(i).path("num_tokens").asDouble(before + 1);
      tokens[i] = Math.max(1, soFar - before);
      before = soFar;
    }
    return tokens;
  }

  private static String draw(String metric, List<JsonNode> rows) {
    XYChart chart = new XYChartBuilder().width(420).height(240).xAxisTitle("step").build();
    Color clear = new Color(0, 0, 0, 0);
    chart.getStyler().setLegendVisible(false).setChartBackgroundColor(clear);
    chart.getStyler().setPlotBackgroundColor(clear).setPlotBorderVisible(false);
    chart.getStyler().setChartFontColor(INK).setSeriesColors(new Color[] {LINE});
    chart.getStyler().setXAxisTickMarkSpacingHint(70).setYAxisTickMarkSpacingHint(45);
    chart.getStyler().setAxisTickLabelsColor(INK).setAxisTickMarksColor(INK);
    chart.getStyler().setPlotGridLinesColor(new Color(0x80, 0x86, 0x8f, 0x40));
    double[] steps = rows.stream().mapToDouble(row -> row.path("step").asDouble()).toArray();
    double[] values = metric.startsWith(EVALUATED) ? values(rows, metric) : means(rows, metric);
    chart.addSeries(metric, steps, values).setMarker(SeriesMarkers.NONE);
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, svg, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.toByteArray());
  }
}
