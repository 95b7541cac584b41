package io.emend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.deploy.cluster.PodOf;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pods whose model a server runs: vLLM beside the application, or one elsewhere. */
class EnginesTest {
  private static final Map<String, Object> VLLM =
      Map.of("engine.kind", "vllm", "engine.model", "hf://org/llava-7b@v2");

  private final Rendered none = Chart.scenario("vllm-none-values.yaml");
  private final Rendered knative = Chart.scenario("vllm-knative-values.yaml");
  private final Rendered external = Chart.scenario("external-values.yaml");

  private static JsonNode vllm(PodOf pod) {
    return container(pod, "vllm");
  }

  private static JsonNode container(PodOf pod, String name) {
    return pod.containers().stream()
        .filter(each -> each.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(pod.name() + " has no container " + name));
  }

  private static List<String> args(Rendered rendered) {
    return texts(vllm(SettingsTest.pod(rendered, "inference")).path("args"));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static JsonNode mount(JsonNode container, String volume) {
    return StreamSupport.stream(container.path("volumeMounts").spliterator(), false)
        .filter(each -> each.path("name").asText().equals(volume))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theApplicationAsksVllmInItsPodByTheNameThatItServes() {
    assertThat(none.settings())
        .containsEntry("emend.inference.engine", "openai")
        .containsEntry("emend.inference.remote.url", "http://127.0.0.1:8000/v1")
        .containsEntry("emend.inference.remote.model", "llava-small");
    assertThat(args(none)).contains("--port=8000", "--served-model-name=llava-small");
  }

  /** They have no access control, those that load adapters included. */
  @Test
  void theRoutesOfVllmAreNotReachableFromOutsideThePod() {
    for (Rendered rendered : List.of(none, knative)) {
      assertThat(args(rendered)).contains("--host=127.0.0.1");
      assertThat(vllm(SettingsTest.pod(rendered, "inference")).has("ports")).isFalse();
    }
    assertThat(
            none.one("NetworkPolicy", "rel-emend-inference")
                .at("/spec/ingress")
                .findValuesAsText("port"))
        .containsExactly("8080");
  }

  @Test
  void theGpuIsVllms() {
    PodOf pod = SettingsTest.pod(knative, "inference");
    assertThat(vllm(pod).at("/resources/limits/nvidia.com~1gpu").asInt()).isEqualTo(1);
    assertThat(container(pod, "emend").path("resources").toString()).doesNotContain("gpu");
  }

  @Test
  void withoutGpusNoneIsAskedFor() {
    assertThat(vllm(SettingsTest.pod(none, "inference")).path("resources").toString())
        .doesNotContain("gpu");
  }

  @Test
  void severalGpusShareTheModel() {
    assertThat(args(Chart.scenario("vllm-keda-values.yaml"))).contains("--tensor-parallel-size=4");
    assertThat(args(knative)).noneMatch(each -> each.startsWith("--tensor-parallel-size"));
  }

  @Test
  void howSeveralGpusShareTheModelMayBeSaid() {
    Rendered rendered =
        Chart.render(
            "rel",
            Chart.values("vllm-keda-values.yaml"),
            Map.of("engine.vllm.args[0]", "--data-parallel-size=4"));
    assertThat(args(rendered)).noneMatch(each -> each.startsWith("--tensor-parallel-size"));
  }

  @Test
  void aModelOfAHubIsFetchedInItsRevisionAndCalledByItsName() {
    Rendered rendered = Chart.with(VLLM);
    assertThat(args(rendered))
        .contains("--model=org/llava-7b", "--revision=v2", "--served-model-name=llava-7b");
    assertThat(rendered.settings())
        .containsEntry("emend.inference.model", "hf://org/llava-7b@v2")
        .containsEntry("emend.inference.remote.model", "llava-7b");
  }

  @Test
  void bothFindAdaptersUnderTheSamePathAndTheApplicationAloneWritesThem() {
    PodOf pod = SettingsTest.pod(none, "inference");
    JsonNode written = mount(container(pod, "emend"), "adapters");
    JsonNode read = mount(vllm(pod), "adapters");
    assertThat(read.path("mountPath")).isEqualTo(written.path("mountPath"));
    assertThat(read.path("readOnly").asBoolean()).isTrue();
    assertThat(written.has("readOnly")).isFalse();
    assertThat(none.settings())
        .containsEntry("emend.inference.remote.adapter-dir", written.path("mountPath").asText());
  }

  @Test
  void bothShareTheCacheOfTheHub() {
    PodOf pod = SettingsTest.pod(knative, "inference");
    for (String name : List.of("emend", "vllm")) {
      JsonNode container = container(pod, name);
      assertThat(container.path("env").toString())
          .contains("{\"name\":\"HF_HOME\",\"value\":\"/var/lib/emend/cache/huggingface\"}");
      assertThat(mount(container, "cache").path("mountPath").asText())
          .isEqualTo("/var/lib/emend/cache");
    }
  }

  @Test
  void vllmIsProbedWithinThePodAndEndsAfterTheApplication() {
    JsonNode vllm = vllm(SettingsTest.pod(none, "inference"));
    for (String probe : List.of("startupProbe", "livenessProbe")) {
      assertThat(texts(vllm.path(probe).at("/exec/command")).get(2))
          .contains("http://127.0.0.1:8000/health");
    }
    assertThat(vllm.at("/lifecycle/preStop/exec/command/2").asText()).contains("8080");
  }

  /** Without feature flags it refuses probes of a second container; it waits at the end itself. */
  @Test
  void knativeProbesTheApplicationAlone() {
    assertThat(vllm(SettingsTest.pod(knative, "inference")).fieldNames())
        .toIterable()
        .doesNotContain("startupProbe", "readinessProbe", "livenessProbe", "lifecycle", "ports");
  }

  @Test
  void jobsThatAskTheModelHaveVllmBesideThemAndTrainingHasNot() {
    JsonNode data = knative.one("ConfigMap", "rel-emend-job").path("data");
    JsonNode asking = Chart.objects(data.path("vllm-job.yaml").asText()).get(0);
    JsonNode server = asking.at("/spec/template/spec/initContainers/0");
    assertThat(server.path("name").asText()).isEqualTo("vllm");
    assertThat(server.path("restartPolicy").asText()).isEqualTo("Always");
    assertThat(server.has("lifecycle")).isFalse();
    assertThat(asking.at("/spec/template/spec/containers/0/resources").toString())
        .doesNotContain("gpu");
    JsonNode training = Chart.objects(data.path("job.yaml").asText()).get(0);
    assertThat(training.at("/spec/template/spec").has("initContainers")).isFalse();
    assertThat(training.at("/spec/template/spec/containers/0/resources").toString())
        .contains("gpu");
  }

  @Test
  void theAdminFunctionKnowsWhichJobsAskTheModel() {
    for (String command : List.of("collect", "evaluate")) {
      assertThat(knative.settings())
          .containsEntry("emend.jobs.kubernetes.templates." + command, "/etc/emend/vllm-job.yaml");
    }
  }

  @Test
  void theAdminFunctionMayHaveVllmToo() {
    assertThat(vllm(SettingsTest.pod(none, "admin")).path("args")).isNotEmpty();
    assertThat(SettingsTest.pod(knative, "admin").containers()).hasSize(1);
  }

  @Test
  void aTokenOfTheHubComesFromItsSecret() {
    assertThat(
            vllm(SettingsTest.pod(Chart.scenario("vllm-keda-values.yaml"), "inference"))
                .path("env")
                .toString())
        .contains("\"secretKeyRef\":{\"name\":\"hub\",\"key\":\"token\"}");
  }

  @Test
  void aServerElsewhereIsAskedWithItsKeyFromAFile() {
    assertThat(external.settings())
        .containsEntry("emend.inference.remote.url", "http://vllm.models.svc:8000/v1")
        .containsEntry("emend.inference.remote.probe", "0s")
        .containsEntry("emend.inference.remote.api-key-file", "/etc/emend-engine/api-key")
        .containsEntry("emend.inference.remote.adapter-dir", "/srv/adapters");
    PodOf pod = SettingsTest.pod(external, "inference");
    assertThat(pod.containers()).hasSize(1);
    assertThat(mount(pod.containers().get(0), "engine-key").path("mountPath").asText())
        .isEqualTo("/etc/emend-engine");
    assertThat(mount(pod.containers().get(0), "adapters").path("mountPath").asText())
        .isEqualTo("/srv/adapters");
  }

  @Test
  void aServerElsewhereIsReachedOnItsPort() {
    for (String component : List.of("inference", "correction", "admin", "job")) {
      assertThat(
              external
                  .one("NetworkPolicy", "rel-emend-" + component)
                  .at("/spec/egress")
                  .findValuesAsText("port"))
          .contains("8000");
    }
  }

  @Test
  void theAdminFunctionAsksAServerElsewhereItself() {
    JsonNode admin = SettingsTest.pod(external, "admin").containers().get(0);
    assertThat(admin.path("env").toString())
        .contains("{\"name\":\"EMEND_FUNCTIONS\",\"value\":\"inference,admin\"}");
    assertThat(admin.at("/resources/limits/memory").asText()).isEqualTo("1Gi");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vllm-none", "vllm-keda", "vllm-knative", "external"})
  void aPodIsOfferedAsMuchAsItsServerTakes(String scenario) {
    Rendered rendered = Chart.scenario(scenario + "-values.yaml");
    String wanted = rendered.settings().get("emend.inference.remote.concurrency");
    for (PodOf pod : rendered.pods()) {
      if (pod.ofKnative()) {
        assertThat(pod.spec().path("containerConcurrency").asText()).isEqualTo(wanted);
      }
    }
    for (JsonNode scaled : rendered.all("HTTPScaledObject")) {
      assertThat(scaled.at("/spec/scalingMetric/concurrency/targetValue").asText())
          .isEqualTo(wanted);
    }
  }
}
