package io.emend.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CurvePictureTest {

  /** Steps of a loss of 0.6 that read 1,600 tokens each, and a last one of other loss and size. */
  private static List<JsonNode> run(int steps, double lastLoss, int lastTokens) {
    List<JsonNode> rows = new ArrayList<>();
    for (int step = 1; step < steps; step++) {
      rows.add(row(step, 0.6, 1600 * step));
    }
    rows.add(row(steps, lastLoss, 1600 * (steps - 1) + lastTokens));
    return rows;
  }

  private static JsonNode row(int step, double loss, int tokens) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return nodes.objectNode().put("step", step).put("loss", loss).put("num_tokens", tokens);
  }

  @Test
  void aSmallLastBatchCountsForWhatItHolds() {
    double[] means = CurvePicture.means(run(20, 0.1, 100), "loss");
    assertThat(means[19]).isEqualTo((0.6 * 1600 + 0.1 * 100) / 1700, Offset.offset(1e-12));
  }

  @Test
  void aMeanIsOverATenthOfTheRun() {
    double[] means = CurvePicture.means(run(100, 0.1, 1600), "loss");
    assertThat(means[99]).isEqualTo((9 * 0.6 + 0.1) / 10, Offset.offset(1e-12));
  }

  @Test
  void theFirstPointsAreOverTheStepsThatThereAre() {
    assertThat(CurvePicture.means(run(3, 0.6, 1600), "loss"))
        .containsExactly(new double[] {0.6, 0.6, 0.6}, Offset.offset(1e-12));
  }
}
