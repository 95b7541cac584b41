package io.emend.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.evaluation.EvaluationMode;
import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.score.ModelComparison;
import io.emend.evaluation.score.ScoredSample;
import io.emend.evaluation.score.ScoredSample.Reply;
import io.emend.evaluation.source.LabelledSample;
import io.emend.evaluation.source.LabelledSource;
import io.emend.inference.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportPageTest {

  private static Reply reply(boolean right) {
    return new Reply(
        right ? "It is so. ## A ##" : "<script>alert(1)</script> ## B ##", right ? "A" : "B");
  }

  private static EvaluationResult result(String model, int first, int second) {
    List<ScoredSample> samples =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    new ScoredSample(
                        "q" + i,
                        i % 2 == 0 ? "colour" : "count",
                        "q" + i,
                        2,
                        "A",
                        reply(i * 37 % 100 < first),
                        reply(i * 53 % 100 < second)))
            .toList();
    return new EvaluationResult(
        model, "scenes:crowded/held-out", EvaluationMode.CORRECTED, 3, samples);
  }

  @Test
  void anExampleShowsEachOfItsPictures() {
    LabelledSample sample =
        new LabelledSample(
            "two",
            "all",
            "two",
            List.of(new byte[] {1}, new byte[] {2}),
            new Question("Which <one>?", List.of(), null),
            "A",
            null);
    EvaluationResult base = result("base", 58, 55);
    Example example = new Example(sample, base.samples().get(2), base.samples().get(0));
    assertThat(new ReportPage().render(ModelComparison.of(base, base), List.of(), List.of(example)))
        .contains(
            "<img src=\"data:image/png;base64,AQ==\" alt=\"Picture 1 of the question: Which"
                + " &lt;one&gt;?\"><img src=\"data:image/png;base64,Ag==\" alt=\"Picture 2 of the"
                + " question: Which &lt;one&gt;?\">");
  }

  private static String page() throws IOException {
    EvaluationResult base = result("tiny <base>", 58, 55);
    EvaluationResult candidate = result("adapter-7", 70, 71);
    List<JsonNode> metrics =
        IntStream.range(0, 30)
            .<JsonNode>mapToObj(
                i ->
                    new ObjectMapper()
                        .createObjectNode()
                        .put("step", i)
                        .put("loss", 0.7 / (1 + i / 20.0))
                        .put("rewards/accuracies", 0.5 + i / 80.0))
            .toList();
    try (Stream<LabelledSample> samples =
        LabelledSource.open("scenes:crowded/held-out?seed=1").samples().limit(3)) {
      List<Example> examples =
          samples
              .map(s -> new Example(s, base.samples().get(2), candidate.samples().get(0)))
              .toList();
      return new ReportPage().render(ModelComparison.of(base, candidate), metrics, examples);
    }
  }

  @Test
  void thePageRequestsNothing() throws IOException {
    String page = page();
    Files.writeString(Path.of("target/report-test.html"), page);
    assertThat(page).doesNotContainPattern("(?:src|href)=\"(?!data:)").doesNotContain("url(");
  }

  @Test
  void textFromDataIsEscaped() throws IOException {
    assertThat(page()).doesNotContain("<script>", "<base>").contains("tiny &lt;base&gt;");
  }

  @Test
  void everyPictureHasAnAlternativeText() throws IOException {
    assertThat(page()).doesNotContainPattern("<img(?![^>]*alt=\"[^\"]+\")");
  }

  @Test
  void numbersOfTheComparisonAreThere() throws IOException {
    assertThat(page()).contains("+12.0 points", "200 samples", "3 excluded");
  }

  @Test
  void figuresOfValidationAreSpokenOfOnlyWhereThereAreSome() throws IOException {
    assertThat(page()).contains("Training").doesNotContain("eval_");
    EvaluationResult result = result("m", 58, 55);
    List<JsonNode> metrics =
        IntStream.range(0, 3)
            .<JsonNode>mapToObj(
                i -> new ObjectMapper().createObjectNode().put("step", i).put("eval_loss", 0.6))
            .toList();
    assertThat(new ReportPage().render(ModelComparison.of(result, result), metrics, List.of()))
        .contains("eval_ figures are of all validation pairs");
  }

  @Test
  void examplesAreSamplesGainedThenLost() {
    String source = "scenes:crowded/held-out?seed=1";
    List<String> ids;
    try (Stream<LabelledSample> samples = LabelledSource.open(source).samples().limit(3)) {
      ids = samples.map(LabelledSample::id).toList();
    }
    List<Example> examples =
        Examples.of(
            marked(source, ids, List.of(true, false, true)),
            marked(source, ids, List.of(false, true, true)),
            LabelledSource.open(source),
            5);
    assertThat(examples)
        .extracting(example -> example.sample().id())
        .containsExactly(ids.get(1), ids.get(0));
  }

  private static EvaluationResult marked(String source, List<String> ids, List<Boolean> right) {
    List<ScoredSample> samples =
        IntStream.range(0, ids.size())
            .mapToObj(
                i ->
                    new ScoredSample(
                        ids.get(i), "all", ids.get(i), 2, "A", reply(right.get(i)), null))
            .toList();
    return new EvaluationResult("m", source, EvaluationMode.DIRECT, 0, samples);
  }
}
