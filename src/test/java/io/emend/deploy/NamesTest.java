package io.emend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names and labels that every cluster takes, however a release is called. */
class NamesTest {
  /** As long as Helm allows. */
  private static final String LONGEST = "a-release-that-somebody-gave-a-very-very-long-name-aa";

  private static final String NAME = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String LABEL = "([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?";

  static List<String> scenarios() {
    return Chart.scenarios();
  }

  /** KEDA puts {@code keda-hpa-} before a name, and a StatefulSet's pods have a hash behind it. */
  @ParameterizedTest
  @MethodSource("scenarios")
  void namesStayShort(String scenario) {
    assertThat(LONGEST).hasSize(53);
    for (JsonNode object : Chart.render(LONGEST, Chart.values(scenario), Map.of()).objects()) {
      String kind = object.path("kind").asText();
      int most = kind.matches(".*ScaledObject|StatefulSet") ? 52 : 63;
      assertThat(Rendered.name(object)).as(kind).hasSizeLessThanOrEqualTo(most).matches(NAME);
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void labelsHaveValuesThatLabelsMayHave(String scenario) {
    for (JsonNode object : Chart.render(LONGEST, Chart.values(scenario), Map.of()).objects()) {
      for (JsonNode labels : object.findValues("labels")) {
        assertThat(labels)
            .allSatisfy(
                value -> assertThat(value.asText()).hasSizeLessThanOrEqualTo(63).matches(LABEL));
      }
    }
  }

  @Test
  void longReleasesThatBeginAlikeHaveNamesOfTheirOwn() {
    assertThat(adminOf(LONGEST)).isNotEqualTo(adminOf(LONGEST.substring(0, 51) + "bb"));
  }

  @Test
  void aReleaseNamedAfterTheChartIsNotNamedTwice() {
    assertThat(adminOf("emend")).isEqualTo("emend-admin");
  }

  private static String adminOf(String release) {
    return Rendered.name(
        Chart.render(release, Chart.values("minimal-values.yaml"), Map.of()).all("Role").get(0));
  }
}
