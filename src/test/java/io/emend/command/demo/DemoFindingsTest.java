package io.emend.command.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.evaluation.EvaluationMode;
import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.score.ModelComparison;
import io.emend.evaluation.score.ScoredSample;
import io.emend.evaluation.score.ScoredSample.Reply;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoFindingsTest {

  /** Of ten questions the first ones right. */
  private static EvaluationResult result(String model, int right) {
    List<ScoredSample> samples =
        IntStream.range(0, 10).mapToObj(i -> sample("q" + i, i < right ? "A" : "B")).toList();
    return new EvaluationResult(model, "s", EvaluationMode.DIRECT, 0, samples);
  }

  private static ScoredSample sample(String id, String answer) {
    return new ScoredSample(id, "all", id, 2, "A", new Reply(answer, answer), null);
  }

  private static ModelComparison comparison(int before, int after) {
    return ModelComparison.of(result("base", before), result("trained", after));
  }

  @Test
  void theControlsStandInTheTableAndInTheReport() {
    DemoFindings findings =
        new DemoFindings(
            "e", comparison(5, 8), comparison(5, 6), comparison(9, 8), "<main>x</main>");
    assertThat(findings.table())
        .contains("SFT on the chosen side, crowded: 50.0 -> 60.0 %, +10.0 points, p 1.0, n 10")
        .contains("DPO, plain (forgetting): 90.0 -> 80.0 %, -10.0 points, p 1.0, n 10");
    assertThat(findings.report())
        .startsWith("<main>x<h2>Controls</h2>")
        .endsWith("</main>")
        .contains(
            "<td>SFT on the chosen side, crowded</td><td>10</td><td>50.0</td><td>60.0</td>"
                + "<td>+10.0</td><td>1.0</td>")
        .contains(
            "<td>DPO, plain (forgetting)</td><td>10</td><td>90.0</td><td>80.0</td>"
                + "<td>-10.0</td><td>1.0</td>");
  }
}
