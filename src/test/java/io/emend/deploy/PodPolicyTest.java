package io.emend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.deploy.cluster.PodOf;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each pod and container of each scenario. */
class PodPolicyTest {
  private static final Set<String> SERVERS = Set.of("inference", "correction", "admin");

  /** What Knative Serving takes of a pod without feature flags. */
  private static final Set<String> KNATIVE_FIELDS =
      Set.of(
          "containerConcurrency",
          "timeoutSeconds",
          "responseStartTimeoutSeconds",
          "serviceAccountName",
          "automountServiceAccountToken",
          "enableServiceLinks",
          "imagePullSecrets",
          "containers",
          "volumes");

  /** What needs one of its feature flags, which values.yaml names. */
  private static final Set<String> KNATIVE_FLAGS =
      Set.of(
          "nodeSelector",
          "tolerations",
          "priorityClassName",
          "runtimeClassName",
          "securityContext");

  /** {@code /srv/adapters} is the claim of a scenario from which another server loads adapters. */
  private static final String WRITTEN = "/tmp|/data|/dev/shm|/srv/adapters|/var/lib/emend(/.*)?";

  static Stream<PodOf> pods() {
    return Chart.scenarios().stream().flatMap(scenario -> Chart.scenario(scenario).pods().stream());
  }

  static Stream<PodOf> servers() {
    return pods().filter(pod -> SERVERS.contains(pod.component()));
  }

  @ParameterizedTest
  @MethodSource("pods")
  void everyContainerAsksForMemoryAndProcessorsAndIsLimited(PodOf pod) {
    for (JsonNode container : pod.containers()) {
      for (String list : List.of("requests", "limits")) {
        assertThat(container.path("resources").path(list).fieldNames())
            .toIterable()
            .as(pod.name())
            .contains("cpu", "memory", "ephemeral-storage");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pods")
  void noContainerAsksForMoreThanItsLimit(PodOf pod) {
    for (JsonNode container : pod.containers()) {
      JsonNode limits = container.path("resources").path("limits");
      container
          .path("resources")
          .path("requests")
          .fields()
          .forEachRemaining(
              wish ->
                  assertThat(bytes(wish.getValue()))
                      .as(pod.name() + " " + wish.getKey())
                      .isLessThanOrEqualTo(bytes(limits.path(wish.getKey()))));
    }
  }

  private static java.math.BigDecimal bytes(JsonNode quantity) {
    return Quantity.getAmountInBytes(Quantity.parse(quantity.asText()));
  }

  @ParameterizedTest
  @MethodSource("pods")
  void everyImageHasATagOtherThanLatest(PodOf pod) {
    for (JsonNode container : pod.containers()) {
      assertThat(container.path("image").asText())
          .matches("[^:@]+(:[0-9]+/[^:@]+)?:[\\w.-]+(@sha256:[0-9a-f]{64})?")
          .doesNotContain(":latest");
    }
  }

  @ParameterizedTest
  @MethodSource("pods")
  void everyContainerKeepsToTheRestrictedStandard(PodOf pod) {
    for (JsonNode container : pod.containers()) {
      JsonNode context = container.path("securityContext");
      assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(context.path("capabilities").toString()).isEqualTo("{\"drop\":[\"ALL\"]}");
      assertThat(ofPodOr(pod, context, "runAsNonRoot").asBoolean()).isTrue();
      assertThat(ofPodOr(pod, context, "runAsUser").asInt()).isEqualTo(10001);
      assertThat(ofPodOr(pod, context, "seccompProfile").path("type").asText())
          .isEqualTo("RuntimeDefault");
    }
    assertThat(pod.spec().fieldNames())
        .toIterable()
        .doesNotContain("hostNetwork", "hostPID", "hostIPC");
  }

  private static JsonNode ofPodOr(PodOf pod, JsonNode context, String field) {
    return context.has(field)
        ? context.path(field)
        : pod.spec().path("securityContext").path(field);
  }

  @ParameterizedTest
  @MethodSource("pods")
  void onlyTheFoldersForWritingAreNotReadOnly(PodOf pod) {
    for (JsonNode container : pod.containers()) {
      for (JsonNode mount : container.path("volumeMounts")) {
        assertThat(
                mount.path("readOnly").asBoolean()
                    || mount.path("mountPath").asText().matches(WRITTEN))
            .as(pod.name() + " " + mount)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pods")
  void theTokenOfTheServiceAccountIsForTheAdminFunctionAlone(PodOf pod) {
    assertThat(pod.spec().path("automountServiceAccountToken").asBoolean(true))
        .isEqualTo("admin".equals(pod.component()));
    assertThat(pod.spec().path("enableServiceLinks").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void everyServerIsProbed(PodOf pod) {
    JsonNode server = pod.containers().get(0);
    assertThat(path(server, "startupProbe")).isEqualTo("/q/health/started");
    assertThat(path(server, "readinessProbe")).isEqualTo("/q/health/ready");
    assertThat(path(server, "livenessProbe")).isEqualTo("/q/health/live");
  }

  private static String path(JsonNode container, String probe) {
    return container.path(probe).path("httpGet").path("path").asText();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void knativeIsGivenNothingThatItRefuses(PodOf pod) {
    if (pod.ofKnative()) {
      assertThat(pod.spec().fieldNames())
          .toIterable()
          .allMatch(field -> KNATIVE_FIELDS.contains(field) || KNATIVE_FLAGS.contains(field));
      JsonNode port = pod.containers().get(0).path("ports").get(0);
      assertThat(port.path("name").asText()).isIn("http1", "h2c");
      assertThat(pod.containers()).noneMatch(container -> container.has("lifecycle"));
    }
  }

  @ParameterizedTest
  @MethodSource("pods")
  void everyMountHasItsVolume(PodOf pod) {
    List<String> volumes =
        Stream.concat(
                StreamSupport.stream(pod.spec().path("volumes").spliterator(), false)
                    .map(volume -> volume.path("name").asText()),
                StreamSupport.stream(
                        pod.owner().path("spec").path("volumeClaimTemplates").spliterator(), false)
                    .map(Rendered::name))
            .toList();
    assertThat(pod.containers())
        .flatExtracting(container -> container.path("volumeMounts").findValuesAsText("name"))
        .isSubsetOf(volumes);
  }
}
