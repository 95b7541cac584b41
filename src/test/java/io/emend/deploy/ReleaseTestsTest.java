package io.emend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import io.emend.deploy.cluster.StrictModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code helm test --logs} runs and reads, and what it leaves. */
class ReleaseTestsTest {
  /** What is rendered leaves out hooks: here they are marked otherwise. */
  private static final String MARK = "test.emend.io/hook";

  @TempDir static Path chart;

  static List<String> scenarios() {
    return Chart.scenarios();
  }

  @BeforeAll
  static void markHooks() throws IOException {
    try (Stream<Path> files = Files.walk(Chart.FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = chart.resolve(Chart.FOLDER.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(
            copy, text.replace("helm.sh/hook:", MARK + ":"), StandardCharsets.ISO_8859_1);
      }
    }
  }

  private static List<JsonNode> hooks(String scenario) {
    String rendered =
        Helm.template(chart.toString())
            .withName("rel")
            .withNamespace(Chart.NAMESPACE)
            .withValuesFile(Chart.values(scenario))
            .call();
    return Chart.objects(rendered).stream()
        .filter(each -> each.at("/metadata/annotations").has(MARK))
        .toList();
  }

  /** Helm asks for the log of each hook as of a pod's, and names no container. */
  @ParameterizedTest
  @MethodSource("scenarios")
  void eachHookIsAPodWithOneContainer(String scenario) throws IOException {
    List<JsonNode> hooks = hooks(scenario);
    assertThat(hooks).isNotEmpty();
    for (JsonNode hook : hooks) {
      assertThat(Rendered.kind(hook)).isEqualTo("v1/Pod");
      assertThat(hook.at("/spec/containers").size()).isEqualTo(1);
      assertThat(hook.path("spec").has("initContainers")).isFalse();
      assertThat(StrictModels.errors(hook)).isEmpty();
    }
  }

  @Test
  void eachFunctionIsAskedAtItsAddress() {
    assertThat(hooks("minimal-values.yaml"))
        .extracting(hook -> hook.at("/spec/containers/0/args").toString())
        .satisfiesExactlyInAnyOrder(
            first -> assertThat(first).contains("--server=http://rel-emend-inference-pods.vision"),
            second ->
                assertThat(second)
                    .contains("--server=http://rel-emend-correction-pods.vision", "--correct"));
  }

  /** A Helm before 4.1, as here, reads the log after it has deleted the pod. */
  @Test
  void aPodIsThereWhenItsLogIsRead() {
    assertThat(hooks("minimal-values.yaml"))
        .isNotEmpty()
        .allMatch(
            hook ->
                hook.at("/metadata/annotations/helm.sh~1hook-delete-policy")
                    .asText()
                    .equals("before-hook-creation"));
  }
}
