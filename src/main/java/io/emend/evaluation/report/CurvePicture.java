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
 * One metric of a training run over its steps.
 *
 * @param metric TRL's name, for example {@code rewards/accuracies}
 * @param url an SVG picture as a {@code data:} URL
 */
public record CurvePicture(String metric, String url) {
  private static final List<String> METRICS =
      List.of("loss", "rewards/accuracies", "rewards/margins", "eval_loss");

  /** Readable on light and on dark ground. */
  private static final Color INK = new Color(0x80868f);

  private static final Color LINE = new Color(0x3b82c4);

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
    double[] values = rows.stream().mapToDouble(row -> row.path(metric).asDouble()).toArray();
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
