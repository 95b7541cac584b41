package io.emend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chart's dashboard, as Grafana reads it. */
class DashboardTest {
  private static final int COLUMNS = 24;
  private List<JsonNode> panels;

  @BeforeEach
  void read() throws IOException {
    panels = new ArrayList<>();
    new ObjectMapper().readTree(Expression.DASHBOARD.toFile()).path("panels").forEach(panels::add);
  }

  private static Rectangle place(JsonNode panel) {
    JsonNode at = panel.path("gridPos");
    return new Rectangle(
        at.path("x").asInt(), at.path("y").asInt(), at.path("w").asInt(), at.path("h").asInt());
  }

  @Test
  void eachPanelHasAnIdOfItsOwn() {
    assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
  }

  @Test
  void noPanelLiesOverAnother() {
    for (JsonNode panel : panels) {
      assertThat(panels)
          .filteredOn(other -> other != panel && place(other).intersects(place(panel)))
          .as(panel.path("title").asText())
          .isEmpty();
    }
  }

  @Test
  void eachRowOfPanelsFillsTheWidth() {
    int bottom =
        panels.stream().mapToInt(panel -> (int) place(panel).getMaxY()).max().orElseThrow();
    int filled =
        panels.stream().map(DashboardTest::place).mapToInt(at -> at.width * at.height).sum();
    assertThat(filled).isEqualTo(COLUMNS * bottom);
  }

  @Test
  void eachPanelSaysWhatItShows() {
    assertThat(panels)
        .filteredOn(panel -> !panel.path("type").asText().equals("row"))
        .allMatch(panel -> !panel.path("title").asText().isBlank())
        .allMatch(panel -> !panel.path("description").asText().isBlank())
        .allMatch(panel -> !panel.path("targets").isEmpty());
  }

  @Test
  void eachQueryKeepsToTheReleaseThatIsChosen() throws IOException {
    for (Expression query : Expression.ofDashboard()) {
      String ofAll = query.text().replace("{namespace=\"$namespace\", release=\"$release\"", "");
      assertThat(ofAll).as(query.place()).doesNotContainPattern("[a-z]\\{");
    }
  }
}
