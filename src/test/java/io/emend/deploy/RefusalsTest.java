package io.emend.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that the chart refuses, and what it says. */
class RefusalsTest {

  @ParameterizedTest
  @CsvSource({
    "autoscalar, none",
    "image.repositry, emend",
    "engine.bacth, 8",
    "engine.vllm.gpu, 1",
    "engine.external.key, x",
    "inference.minScael, 0",
    "inference.resources.limit, 4Gi",
    "correction.autoscale, keda",
    "admin.replicas, 2",
    "scaling.startUpSeconds, 60",
    "knative.visible, external",
    "keda.host, a",
    "hpa.cpu, 80",
    "job.gpus, 1",
    "s3.buckets, emend",
    "s3.accessKey, AKIA",
    "s3.webIdentity.role, x",
    "kafka.bootstrap, kafka:9092",
    "access.key, x",
    "access.oidc.url, x",
    "cache.kind, pvc",
    "networkPolicy.enable, true",
    "ingress.hosts, x",
    "gateway.parent, x",
    "podDisruptionBudget.minAvailable, 1",
    "serviceAccount.name, x",
    "access.keys[0].sha256, x",
    "job.tolerations[0].opreator, Exists",
    "gateway.parents[0].port, 1",
  })
  void aMisspeltKeyIsRefusedWhereItStands(String path, String value) {
    String[] keys = path.replaceAll("\\[0]", "").split("\\.");
    assertThatThrownBy(() -> Chart.with(Map.of(path, value)))
        .hasMessageContaining(keys[keys.length - 1])
        .hasMessageContaining(keys.length == 1 ? "root" : keys[keys.length - 2]);
  }

  @ParameterizedTest
  @CsvSource({
    "autoscaler, hpa",
    "image.tag, latest",
    "image.digest, sha256:12",
    "engine.device, gpu",
    "engine.precision, f16",
    "engine.kind, openai",
    "engine.vllm.gpus, two",
    "engine.vllm.image.tag, latest",
    "engine.external.url, vllm:8000",
    "engine.external.url, http://user:key@vllm:8000",
    "engine.external.flavor, sglang",
    "engine.external.adapters.path, adapters",
    "engine.batch, 0",
    "engine.batch, eight",
    "inference.maxScale, 0",
    "job.ttlSecondsAfterFinished, 0",
    "job.limits.memory, lots",
    "s3.endpoint, minio:9000",
    "s3.encryption, aes",
    "kafka.bootstrapServers, kafka",
    "kafka.securityProtocol, TLS",
    "cache.type, nfs",
    "cache.size, 10GB",
    "access.keys[0].name, Ops-1",
    "access.keys[0].roles[0], root",
    "scaling.scaleDownDelaySeconds, 7200",
  })
  void aValueOutOfItsRangeIsRefusedWhereItStands(String path, String value) {
    String[] keys = path.replaceAll("\\[0]", "").split("\\.");
    assertThatThrownBy(() -> Chart.with(Map.of(path, value)))
        .hasMessageContaining(keys[keys.length - 1]);
  }

  private static void refused(Map<String, Object> changes, String sentence) {
    assertThatThrownBy(() -> Chart.with(changes)).hasMessageContaining(sentence);
  }

  @Test
  void withoutABucketItSaysWhereToNameOne() {
    refused(Map.of("s3.bucket", ""), "Name one in s3.bucket");
  }

  @Test
  void withoutCredentialsItSaysHowToMakeSome() {
    assertThatThrownBy(
            () ->
                Chart.render(
                    "rel", Chart.FOLDER.resolve("values.yaml"), Map.of("s3.bucket", "emend")))
        .hasMessageContaining("nobody may call: name API keys in access.keys");
  }

  @Test
  void withKeysNobodyIsLetInWithout() {
    refused(Map.of("access.anonymous", true), "set only one of them");
  }

  @Test
  void knativeWouldNotWakeForATopic() {
    refused(
        Map.of("autoscaler", "knative", "kafka.bootstrapServers", "kafka.kafka:9092"),
        "set correction.autoscaler=keda");
  }

  @Test
  void knativeKeepsNoPodForLongerThanARequest() {
    refused(
        Map.of("autoscaler", "knative", "engine.deadlineSeconds", 900),
        "knative.timeoutSeconds is also the time in which a pod ends");
  }

  @Test
  void aModelOnAGpuAsksForOne() {
    refused(
        Map.of("engine.device", "cuda", "image.tag", "1-cuda", "job.memory", "80G"),
        "inference.resources.limits asks for no GPU");
  }

  @Test
  void aModelOnAGpuNeedsTheImageForIt() {
    refused(Map.of("engine.device", "cuda", "job.memory", "80G"), "set image.tag");
  }

  @Test
  void aRunOnAGpuIsPlannedWithItsMemory() {
    refused(
        Map.of("engine.device", "cuda", "image.tag", "1-cuda"),
        "say in job.memory how much memory the GPU");
  }

  @ParameterizedTest
  @ValueSource(strings = {"emend-tiny", "s3://models/llava"})
  void vllmNeedsAModelThatItReads(String model) {
    refused(
        Map.of("engine.kind", "vllm", "engine.model", model),
        "cannot load engine.model=" + model + ": name the same checkpoint in engine.vllm.model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--host=0.0.0.0", "--model=x", "--api-key=secret", "--dtype half"})
  void argumentsOfVllmThatTheChartDecidesAreRefused(String argument) {
    refused(
        Map.of("engine.kind", "vllm", "engine.model", "/models/a", "engine.vllm.args[0]", argument),
        "engine.vllm.args has " + argument);
  }

  @Test
  void aServerElsewhereNeedsAnAddress() {
    refused(Map.of("engine.kind", "external"), "engine.external.url is empty");
  }

  @Test
  void saslNeedsASecret() {
    refused(
        Map.of("kafka.bootstrapServers", "kafka.kafka:9092", "kafka.securityProtocol", "SASL_SSL"),
        "kafka.existingSecret names no Secret");
  }

  @Test
  void anIngressNeedsAHost() {
    refused(Map.of("ingress.enabled", true), "ingress.host is empty");
  }

  @Test
  void aRouteNeedsAGateway() {
    refused(Map.of("gateway.enabled", true), "gateway.parents names no Gateway");
  }

  @Test
  void routesOfKnativeAreItsOwn() {
    refused(
        Map.of(
            "autoscaler",
            "knative",
            "admin.enabled",
            false,
            "ingress.enabled",
            true,
            "ingress.host",
            "emend.example.org"),
        "Knative itself routes to all functions");
  }
}
