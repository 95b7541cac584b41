package io.emend.pretraining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a run's validation losses by kind of lesson over the steps, from its metrics file. */
public final class TrainingCurves {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Losses above say only that a kind has not been taught yet. */
  private static final double HIGHEST = 4;

  private TrainingCurves() {}

  /** Points of one line. */
  private record Curve(List<Double> steps, List<Double> losses) {}

  public static void draw(Path metrics, Path picture) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(480)
            .title("Validation loss by kind of lesson")
            .xAxisTitle("step")
            .yAxisTitle("cross-entropy a token")
            .build();
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(HIGHEST);
    curves(metrics)
        .forEach(
            (kind, curve) ->
                chart.addSeries(kind, curve.steps(), curve.losses()).setMarker(SeriesMarkers.NONE));
    BitmapEncoder.saveBitmap(chart, picture.toString(), BitmapFormat.PNG);
  }

  private static Map<String, Curve> curves(Path metrics) throws IOException {
    Map<String, Curve> curves = new TreeMap<>();
    for (String line : Files.readAllLines(metrics)) {
      JsonNode row = JSON.readTree(line);
      for (Map.Entry<String, JsonNode> loss : row.path("eval_loss").properties()) {
        Curve curve =
            curves.computeIfAbsent(
                loss.getKey(), kind -> new Curve(new ArrayList<>(), new ArrayList<>()));
        curve.steps().add(row.path("step").asDouble());
        curve.losses().add(Math.min(HIGHEST, loss.getValue().asDouble()));
      }
    }
    return curves;
  }
}
