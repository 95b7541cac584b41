package io.emend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What starts and stops the functions' pods, and what becomes of training runs. */
class ScalingTest {

  static List<String> scenarios() {
    return Chart.scenarios();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aDeploymentThatIsScaledSaysNoNumberOfPodsAndHasOneScaler(String scenario) {
    Rendered rendered = Chart.scenario(scenario);
    List<String> scaled =
        Stream.of("HorizontalPodAutoscaler", "ScaledObject", "HTTPScaledObject")
            .flatMap(kind -> rendered.all(kind).stream())
            .filter(each -> !each.at("/metadata/annotations").toString().contains("skip-scaled"))
            .map(each -> each.at("/spec/scaleTargetRef/name").asText())
            .toList();
    assertThat(scaled).doesNotHaveDuplicates();
    for (JsonNode deployment : rendered.all("Deployment")) {
      assertThat(deployment.path("spec").has("replicas"))
          .as(Rendered.name(deployment))
          .isNotEqualTo(scaled.contains(Rendered.name(deployment)));
    }
  }

  @Test
  void knativeLetsIdlePodsGoAfterTheDelayAndWaitsForAModelToLoad() {
    JsonNode template =
        Chart.scenario("knative-gpu-values.yaml")
            .one("serving.knative.dev/v1/Service", "rel-emend-inference")
            .at("/spec/template");
    JsonNode annotations = template.at("/metadata/annotations");
    assertThat(annotations.path("autoscaling.knative.dev/min-scale").asText()).isEqualTo("0");
    assertThat(annotations.path("autoscaling.knative.dev/max-scale").asText()).isEqualTo("8");
    assertThat(annotations.path("autoscaling.knative.dev/scale-down-delay").asText())
        .isEqualTo("300s");
    assertThat(annotations.path("serving.knative.dev/progress-deadline").asText())
        .isEqualTo("540s");
    assertThat(template.at("/spec/timeoutSeconds").asInt()).isEqualTo(600);
    JsonNode startup = template.at("/spec/containers/0/startupProbe");
    assertThat(startup.path("periodSeconds").asInt() * startup.path("failureThreshold").asInt())
        .isEqualTo(480);
  }

  @Test
  void withKafkaRequestsAndLagWakeTheCorrectionFunctionBetweenThem() {
    Rendered rendered = Chart.scenario("keda-kafka-values.yaml");
    JsonNode scaled = rendered.one("ScaledObject", "rel-emend-correction").path("spec");
    assertThat(scaled.path("triggers").findValuesAsText("type"))
        .containsExactly("kafka", "external-push");
    assertThat(scaled.path("minReplicaCount").asInt()).isZero();
    assertThat(scaled.at("/triggers/1/metadata/httpScaledObject").asText())
        .isEqualTo("rel-emend-correction");
    assertThat(
            rendered
                .one("TriggerAuthentication", "rel-emend-correction")
                .at("/spec/secretTargetRef")
                .findValuesAsText("parameter"))
        .containsExactly("username", "password", "ca");
  }

  @Test
  void underKnativeTheConsumerOfATopicMayBeKedas() {
    Rendered rendered = Chart.scenario("knative-kafka-values.yaml");
    assertThat(rendered.all("serving.knative.dev/v1/Service"))
        .extracting(Rendered::name)
        .containsExactly("rel-emend-inference");
    assertThat(rendered.all("ScaledObject"))
        .extracting(Rendered::name)
        .containsExactly("rel-emend-correction");
  }

  @Test
  void knativesNamesAreLeftToItsOwnServices() {
    Rendered rendered = Chart.scenario("knative-gpu-values.yaml");
    assertThat(rendered.all("v1/Service"))
        .extracting(Rendered::name)
        .containsExactly("rel-emend-admin");
  }

  @Test
  void otherSettingsMakeNewPods() {
    assertThat(checksum(Map.of("engine.batch", 4))).isNotEqualTo(checksum(Map.of()));
  }

  private static String checksum(Map<String, Object> changes) {
    return SettingsTest.pod(Chart.with(changes), "inference")
        .metadata()
        .at("/annotations/checksum~1config")
        .asText();
  }

  @Test
  void theAdminFunctionIsReplacedAndNeverDoubled() {
    JsonNode admin = Chart.with(Map.of()).one("Deployment", "rel-emend-admin").path("spec");
    assertThat(admin.path("replicas").asInt()).isEqualTo(1);
    assertThat(admin.at("/strategy/type").asText()).isEqualTo("Recreate");
  }

  @Test
  void aRunThatHadToLeaveItsNodeDoesNotCountAndOneThatIsRefusedEndsTheJob() {
    JsonNode job = Chart.with(Map.of()).jobs().get(0).path("spec");
    assertThat(job.at("/podFailurePolicy/rules/0").toString())
        .isEqualTo(
            "{\"action\":\"Ignore\",\"onPodConditions\":"
                + "[{\"type\":\"DisruptionTarget\",\"status\":\"True\"}]}");
    assertThat(job.at("/podFailurePolicy/rules/1").toString())
        .isEqualTo(
            "{\"action\":\"FailJob\",\"onExitCodes\":"
                + "{\"containerName\":\"emend\",\"operator\":\"In\",\"values\":[2,3,4]}}");
    assertThat(job.at("/template/spec/restartPolicy").asText()).isEqualTo("Never");
    assertThat(job.at("/template/spec/containers/0/name").asText()).isEqualTo("emend");
    assertThat(job.has("suspend")).isFalse();
  }

  @Test
  void aRunThatQueuesIsSuspendedUntilItIsAdmitted() {
    JsonNode job = Chart.scenario("kueue-values.yaml").jobs().get(0);
    assertThat(job.at("/metadata/labels/kueue.x-k8s.io~1queue-name").asText())
        .isEqualTo("training");
    assertThat(job.at("/spec/suspend").asBoolean()).isTrue();
    assertThat(job.at("/spec/template/spec/priorityClassName").asText())
        .isEqualTo("emend-training");
  }

  @Test
  void longTimesKeepTheirDigits() {
    JsonNode job =
        Chart.with(
                Map.of(
                    "job.activeDeadlineSeconds", 2592000, "job.ttlSecondsAfterFinished", 7776000))
            .jobs()
            .get(0)
            .path("spec");
    assertThat(job.path("activeDeadlineSeconds").toString()).isEqualTo("2592000");
    assertThat(job.path("ttlSecondsAfterFinished").toString()).isEqualTo("7776000");
  }

  @Test
  void theAdminFunctionWithAModelTakesWhatAModelTakes() {
    Map<String, Object> gpu =
        Map.of("admin.engine", true, "inference.resources.limits.memory", "9Gi");
    assertThat(adminMemory(gpu)).isEqualTo("9Gi");
    assertThat(adminMemory(Map.of())).isEqualTo("1Gi");
  }

  private static String adminMemory(Map<String, Object> changes) {
    return SettingsTest.pod(Chart.with(changes), "admin")
        .containers()
        .get(0)
        .at("/resources/limits/memory")
        .asText();
  }

  @Test
  void anIngressLeadsToWhatWakesAFunction() {
    JsonNode paths =
        Chart.scenario("keda-kafka-values.yaml")
            .one("Ingress", "rel-emend")
            .at("/spec/rules/0/http/paths");
    assertThat(paths.findValuesAsText("path"))
        .containsExactly("/admin", "/v1/corrections", "/q/openapi", "/v1");
    assertThat(paths.findValues("service"))
        .extracting(each -> each.path("name").asText())
        .containsExactly(
            "rel-emend-admin",
            "rel-emend-correction-wake",
            "rel-emend-inference-wake",
            "rel-emend-inference-wake");
  }

  @Test
  void aGatewayMayLeadIntoTheInterceptorsNamespace() {
    JsonNode grant = Chart.scenario("gateway-values.yaml").one("ReferenceGrant", "rel-emend");
    assertThat(grant.at("/metadata/namespace").asText()).isEqualTo("keda");
    assertThat(grant.at("/spec/from/0/namespace").asText()).isEqualTo(Chart.NAMESPACE);
  }
}
