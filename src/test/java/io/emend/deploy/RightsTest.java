package io.emend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.deploy.cluster.PodOf;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what, and who is reached by whom. */
class RightsTest {

  static List<String> scenarios() {
    return Chart.scenarios();
  }

  @Test
  void theAdminFunctionMayLaunchAndExplainJobsAndNothingElse() {
    assertThat(Chart.with(Map.of()).one("Role", "rel-emend-admin").path("rules").toString())
        .isEqualTo(
            "[{\"apiGroups\":[\"batch\"],\"resources\":[\"jobs\"],"
                + "\"verbs\":[\"create\",\"get\",\"list\",\"watch\",\"delete\"]},"
                + "{\"apiGroups\":[\"\"],\"resources\":[\"pods\",\"pods/log\",\"events\"],"
                + "\"verbs\":[\"get\",\"list\",\"watch\"]}]");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void noOtherRoleIsGivenAndNoneOfTheCluster(String scenario) {
    Rendered rendered = Chart.scenario(scenario);
    assertThat(rendered.all("ClusterRole")).isEmpty();
    assertThat(rendered.all("ClusterRoleBinding")).isEmpty();
    assertThat(rendered.all("Role")).hasSameSizeAs(rendered.all("RoleBinding"));
    assertThat(rendered.all("RoleBinding"))
        .allSatisfy(
            binding ->
                assertThat(binding.path("subjects").findValuesAsText("name"))
                    .containsExactly(binding.path("roleRef").path("name").asText())
                    .allMatch(name -> name.endsWith("-admin")));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyPodRunsAsAServiceAccountOfItsOwnThatExists(String scenario) {
    Rendered rendered = Chart.scenario(scenario);
    List<String> accounts = rendered.all("ServiceAccount").stream().map(Rendered::name).toList();
    assertThat(rendered.pods())
        .extracting(pod -> pod.spec().path("serviceAccountName").asText())
        .doesNotHaveDuplicates()
        .isSubsetOf(accounts);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyPodIsSelectedByOneNetworkPolicy(String scenario) {
    Rendered rendered = Chart.scenario(scenario);
    List<JsonNode> policies = rendered.all("NetworkPolicy");
    if (scenario.startsWith("node-cache")) {
      assertThat(policies).isEmpty();
    } else {
      // A pod of its own is that of `helm test`, which comes and goes and is called by nobody.
      assertThat(rendered.pods())
          .filteredOn(pod -> !pod.owner().path("kind").asText().equals("Pod"))
          .allSatisfy(
              pod ->
                  assertThat(policies)
                      .filteredOn(
                          policy ->
                              pod.selectedBy(
                                  policy.path("spec").path("podSelector").path("matchLabels")))
                      .isNotEmpty());
    }
  }

  @Test
  void runsAreReachedByNobodyAndOnlyTheAdminFunctionReachesTheApiServer() {
    Rendered rendered = Chart.with(Map.of());
    JsonNode job = rendered.one("NetworkPolicy", "rel-emend-job").path("spec");
    assertThat(job.path("ingress")).isEmpty();
    assertThat(job.path("egress").findValuesAsText("port")).doesNotContain("6443");
    assertThat(
            rendered
                .one("NetworkPolicy", "rel-emend-admin")
                .path("spec")
                .path("egress")
                .findValuesAsText("port"))
        .contains("6443");
  }

  @Test
  void theStoreAndTheBrokersAreReachedOnTheirPorts() {
    assertThat(
            Chart.with(
                    Map.of(
                        "s3.endpoint", "http://minio.storage:9000",
                        "kafka.bootstrapServers", "kafka.kafka:9094"))
                .one("NetworkPolicy", "rel-emend-inference")
                .path("spec")
                .path("egress")
                .findValuesAsText("port"))
        .contains("53", "9000", "9094");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everySelectorTakesPodsOfTheChart(String scenario) {
    Rendered rendered = Chart.scenario(scenario);
    for (JsonNode service : rendered.all("v1/Service")) {
      if (service.path("spec").has("selector")) {
        assertThat(rendered.pods())
            .filteredOn(pod -> pod.selectedBy(service.path("spec").path("selector")))
            .as(Rendered.name(service))
            .hasSize(1);
      }
    }
    for (String kind : List.of("Deployment", "PodDisruptionBudget")) {
      for (JsonNode object : rendered.all(kind)) {
        JsonNode labels = object.path("spec").path("selector").path("matchLabels");
        assertThat(labels.fieldNames())
            .toIterable()
            .containsExactly(
                "app.kubernetes.io/name",
                "app.kubernetes.io/instance",
                "app.kubernetes.io/component");
        assertThat(rendered.pods()).filteredOn(pod -> pod.selectedBy(labels)).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void secretsComeByReferenceAlone(String scenario) {
    Rendered rendered = Chart.scenario(scenario);
    assertThat(rendered.settings().keySet())
        .noneMatch(name -> name.matches(".*(access-key|secret-key|sha256|password|jaas|secret).*"));
    for (PodOf pod : rendered.pods()) {
      for (JsonNode container : pod.containers()) {
        StreamSupport.stream(container.path("env").spliterator(), false)
            .filter(each -> each.path("name").asText().matches(".*(KEY|SHA256|PASSWORD|SECRET)$"))
            .forEach(each -> assertThat(each.path("valueFrom").has("secretKeyRef")).isTrue());
      }
    }
  }
}
