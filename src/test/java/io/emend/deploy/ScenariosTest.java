package io.emend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.emend.deploy.cluster.StrictModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {

  static List<String> scenarios() {
    return Chart.scenarios();
  }

  /** Lint has no values files of its own: those of the scenario become the chart's. */
  @ParameterizedTest
  @MethodSource("scenarios")
  void strictLintFindsNothing(String scenario, @TempDir Path scratch) throws IOException {
    Path chart = scratch.resolve("emend");
    try (Stream<Path> files = Files.walk(Chart.FOLDER)) {
      for (Path file : files.toList()) {
        Files.copy(file, chart.resolve(Chart.FOLDER.relativize(file).toString()));
      }
    }
    Path values = chart.resolve("values.yaml");
    ObjectNode merged = (ObjectNode) Chart.YAML.readTree(values.toFile());
    merge(merged, Chart.YAML.readTree(Chart.values(scenario).toFile()));
    Files.writeString(values, Chart.YAML.writeValueAsString(merged));
    LintResult lint = new Helm(chart).lint().strict().call();
    assertThat(lint.isFailed()).as(lint.getMessages().toString()).isFalse();
  }

  private static void merge(ObjectNode values, JsonNode changes) {
    changes
        .fields()
        .forEachRemaining(
            change -> {
              if (change.getValue().isObject() && values.has(change.getKey())) {
                merge((ObjectNode) values.get(change.getKey()), change.getValue());
              } else {
                values.set(change.getKey(), change.getValue());
              }
            });
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyObjectHasOnlyFieldsOfItsKind(String scenario) throws IOException {
    Rendered rendered = Chart.scenario(scenario);
    for (JsonNode object : rendered.objects()) {
      assertThat(StrictModels.errors(object)).as(Rendered.kind(object)).isEmpty();
    }
    for (JsonNode job : rendered.jobs()) {
      assertThat(StrictModels.errors(job)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void noTwoObjectsShareKindAndName(String scenario) {
    assertThat(Chart.scenario(scenario).objects())
        .extracting(each -> Rendered.kind(each) + " " + Rendered.name(each))
        .doesNotHaveDuplicates();
  }

  @Test
  void aFieldThatNoKindHasIsFound() throws IOException {
    Rendered keda = Chart.scenario("keda-kafka-values.yaml");
    for (JsonNode object : keda.objects()) {
      ((ObjectNode) object).withObject("/metadata").put("lables", "x");
      assertThat(StrictModels.errors(object)).as(Rendered.kind(object)).isNotEmpty();
    }
  }

  @Test
  void theKindsThatNeedMoreThanKubernetesAreThereOnlyWhereAskedFor() {
    assertThat(Chart.with(Map.of()).objects())
        .extracting(each -> each.path("apiVersion").asText())
        .containsOnly(
            "v1",
            "apps/v1",
            "autoscaling/v2",
            "networking.k8s.io/v1",
            "policy/v1",
            "rbac.authorization.k8s.io/v1");
  }
}
