package io.emend.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.evaluation.score.Gain;
import io.emend.evaluation.score.Interval;
import io.emend.evaluation.score.ModelComparison;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.ValueResolver;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * Get a comparison as an HTML page that requests nothing: pictures are {@code data:} URLs, and all
 * text from data is escaped.
 */
public final class ReportPage {
  private final Template template;

  public ReportPage() {
    Engine engine =
        Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addValueResolver(number("short", ReportPage::shown))
            .addValueResolver(number("figures", p -> String.format(Locale.ROOT, "%.2g", p)))
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();
    this.template = engine.parse(source(), Variant.forContentType(Variant.TEXT_HTML));
  }

  private static ValueResolver number(String name, DoubleFunction<String> shown) {
    return ValueResolver.builder()
        .applyToBaseClass(Double.class)
        .applyToName(name)
        .resolveSync(context -> shown.apply((Double) context.getBase()))
        .build();
  }

  /** An accuracy on the scale from 0 to 100. */
  public record Bar(String label, String turn, Double value, Interval interval) {

    public Double width() {
      return interval.high() - interval.low();
    }
  }

  /**
   * The page.
   *
   * @param metrics rows of a training run's metrics, or none
   * @param examples shown in this order, or none
   */
  public String render(ModelComparison comparison, List<JsonNode> metrics, List<Example> examples) {
    List<CurvePicture> curves = CurvePicture.of(metrics);
    return template
        .data("c", comparison)
        .data("bars", bars(comparison))
        .data("baseFlow", FlowPicture.of(comparison.base().total().outcomes()))
        .data("candidateFlow", FlowPicture.of(comparison.candidate().total().outcomes()))
        .data("twoTurns", comparison.total().corrected() != null)
        .data("curves", curves)
        .data("evaluated", curves.stream().anyMatch(CurvePicture::evaluated))
        .data("examples", examples.stream().map(ShownExample::of).toList())
        .render();
  }

  private static List<Bar> bars(ModelComparison comparison) {
    List<Bar> bars = new ArrayList<>();
    addBars(bars, "direct", comparison, comparison.total().direct());
    if (comparison.total().corrected() != null) {
      addBars(bars, "corrected", comparison, comparison.total().corrected());
    }
    return bars;
  }

  private static void addBars(List<Bar> bars, String turn, ModelComparison models, Gain gain) {
    bars.add(new Bar(models.base().model(), turn, gain.before(), gain.beforeInterval()));
    bars.add(new Bar(models.candidate().model(), turn, gain.after(), gain.afterInterval()));
  }

  /** One decimal, or two figures where that would be 0. */
  private static String shown(double value) {
    boolean tiny = value != 0 && Math.abs(value) < 0.05;
    return String.format(Locale.ROOT, tiny ? "%.1e" : "%.1f", value);
  }

  private static String source() {
    try (InputStream file = ReportPage.class.getResourceAsStream("/evaluation/report.html")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
