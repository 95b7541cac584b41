package io.emend.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.DefaultSettings;
import io.emend.access.AccessConfig;
import io.emend.collection.CollectionConfig;
import io.emend.correction.CorrectionConfig;
import io.emend.deploy.cluster.PodOf;
import io.emend.inference.InferenceConfig;
import io.emend.inference.http.FunctionsConfig;
import io.emend.inference.remote.RemoteConfig;
import io.emend.jobs.JobsConfig;
import io.emend.jobs.KubernetesConfig;
import io.emend.messaging.MessagingConfig;
import io.emend.operation.promotion.PromotionConfig;
import io.emend.storage.StorageConfig;
import io.emend.training.job.TrainingConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart and the application's configuration say the same. */
class SettingsTest {
  private static final List<Class<?>> MAPPINGS =
      List.of(
          AccessConfig.class,
          PromotionConfig.class,
          CollectionConfig.class,
          CorrectionConfig.class,
          FunctionsConfig.class,
          RemoteConfig.class,
          InferenceConfig.class,
          JobsConfig.class,
          MessagingConfig.class,
          StorageConfig.class,
          TrainingConfig.class);

  /** Of the framework's, and of Kafka's client. */
  private static final List<String> FOREIGN =
      List.of(
          "quarkus.http.host",
          "quarkus.http.port",
          "quarkus.shutdown.delay",
          "quarkus.shutdown.timeout",
          "quarkus.oidc.auth-server-url",
          "quarkus.oidc.client-id",
          "kafka.bootstrap.servers",
          "kafka.security.protocol",
          "kafka.sasl.mechanism",
          "kafka.ssl.truststore.type",
          "kafka.ssl.truststore.location");

  private static final String DIGEST = "0".repeat(64);

  static List<String> scenarios() {
    return Chart.scenarios();
  }

  /** As a server with these files and variables would read it; unknown names are refused. */
  private static SmallRyeConfig read(
      Map<String, String> settings, Map<String, String> environment) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .withSources(new PropertiesConfigSource(settings, "files", 290))
            .withSources(new EnvConfigSource(environment, 300));
    MAPPINGS.forEach(builder::withMapping);
    return builder.build();
  }

  private static SmallRyeConfig read(Rendered rendered) {
    return read(rendered.settings(), Map.of());
  }

  private static Map<String, String> environment(PodOf pod) {
    Map<String, String> environment = new HashMap<>();
    for (JsonNode each : pod.containers().get(0).path("env")) {
      environment.put(each.path("name").asText(), each.path("value").asText(DIGEST));
    }
    return environment;
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theApplicationTakesEachSettingOfEachPod(String scenario) {
    Rendered rendered = Chart.scenario(scenario);
    for (PodOf pod : rendered.pods()) {
      Map<String, String> environment = environment(pod);
      if (environment.containsKey("QUARKUS_CONFIG_LOCATIONS")) {
        SmallRyeConfig config = read(rendered.settings(), environment);
        MAPPINGS.forEach(config::getConfigMapping);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void allOtherSettingsAreKnown(String scenario) {
    assertThat(Chart.scenario(scenario).settings().keySet())
        .filteredOn(name -> !name.startsWith("emend."))
        .isSubsetOf(FOREIGN);
  }

  @Test
  void aMisspeltSettingWouldBeFound() {
    Map<String, String> misspelt = Map.of("emend.inference.bacth", "8");
    assertThatThrownBy(() -> read(misspelt, Map.of()))
        .hasMessageContaining("emend.inference.bacth");
  }

  @Test
  void keysOfTheChartAreKeysOfTheApplication() {
    PodOf server = pod(Chart.scenario("none-cpu-values.yaml"), "inference");
    AccessConfig access = read(Map.of(), environment(server)).getConfigMapping(AccessConfig.class);
    assertThat(access.keys()).containsOnlyKeys("ops", "shop");
    assertThat(access.keys().get("ops").sha256()).isEqualTo(DIGEST);
    assertThat(access.keys().get("ops").roles()).hasToString("[ADMIN]");
  }

  @Test
  void theChartsDefaultsAreTheApplications() {
    InferenceConfig chart = read(Chart.with(Map.of())).getConfigMapping(InferenceConfig.class);
    InferenceConfig application = DefaultSettings.of(InferenceConfig.class);
    assertThat(values(chart)).isEqualTo(values(application));
  }

  private static List<Object> values(InferenceConfig config) {
    return List.of(
        config.model(),
        config.device(),
        config.precision(),
        config.replicas(),
        config.batch(),
        config.slots(),
        config.maxLength(),
        config.queueCapacity(),
        config.deadline(),
        config.imageHosts());
  }

  @Test
  void theImageIsThatOfTheApplicationsVersion() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    Matcher version =
        Pattern.compile("<artifactId>emend</artifactId>\\s*<version>([^<-]+)").matcher(pom);
    assertThat(version.find()).isTrue();
    assertThat(pod(Chart.with(Map.of()), "inference").containers().get(0).path("image").asText())
        .isEqualTo("emend:" + version.group(1));
  }

  @Test
  void aPodOfKnativeIsOfferedAsMuchAsItsEngineBatches() {
    Rendered rendered =
        Chart.render(
            "rel",
            Chart.values("knative-gpu-values.yaml"),
            Map.of("engine.copies", 2, "engine.batch", 12));
    InferenceConfig engine = read(rendered).getConfigMapping(InferenceConfig.class);
    assertThat(pod(rendered, "inference").spec().path("containerConcurrency").asInt())
        .isEqualTo(engine.replicas() * engine.batch());
  }

  @Test
  void aPodOfKedaIsAimedAtAsMuchAsItsEngineBatches() {
    Rendered rendered = Chart.scenario("keda-kafka-values.yaml");
    InferenceConfig engine = read(rendered).getConfigMapping(InferenceConfig.class);
    assertThat(
            rendered
                .one("HTTPScaledObject", "rel-emend-inference")
                .at("/spec/scalingMetric/concurrency/targetValue")
                .asInt())
        .isEqualTo(engine.replicas() * engine.batch());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aPodHasTheTimeToEndThatTheApplicationTakes(String scenario) {
    Rendered rendered = Chart.scenario(scenario);
    SmallRyeConfig config = read(rendered);
    Duration answer = config.getConfigMapping(InferenceConfig.class).deadline();
    Duration drain = config.getValue("quarkus.shutdown.timeout", Duration.class);
    Duration delay = config.getValue("quarkus.shutdown.delay", Duration.class);
    assertThat(drain).isGreaterThanOrEqualTo(answer);
    for (PodOf pod : rendered.pods()) {
      if (Stream.of("inference", "correction", "admin").anyMatch(pod.component()::equals)) {
        String field = pod.ofKnative() ? "timeoutSeconds" : "terminationGracePeriodSeconds";
        assertThat(Duration.ofSeconds(pod.spec().path(field).asLong()))
            .isGreaterThan(drain.plus(delay));
      }
    }
  }

  @Test
  void aCancelledRunIsKilledWhenItsPodIs() {
    Rendered rendered = Chart.with(Map.of("job.terminationGracePeriodSeconds", 300));
    assertThat(read(rendered).getConfigMapping(JobsConfig.class).grace())
        .isEqualTo(
            Duration.ofSeconds(
                pod(rendered, "job").spec().path("terminationGracePeriodSeconds").asLong()));
  }

  @Test
  void aRunIsPlannedWithTheMemoryOfItsPod() {
    Rendered rendered = Chart.with(Map.of("job.resources.limits.memory", "48Gi"));
    assertThat(read(rendered).getConfigMapping(TrainingConfig.class).memory())
        .hasValueSatisfying(memory -> assertThat(memory.asLongValue()).isEqualTo(48L << 30));
  }

  @Test
  void aRequestMayWishForThePlacesThatTheChartLists() {
    KubernetesConfig wishes =
        read(Chart.scenario("kueue-values.yaml")).getConfigMapping(JobsConfig.class).kubernetes();
    assertThat(wishes.queues()).hasValue(List.of("training", "urgent"));
    assertThat(wishes.priorityClasses()).hasValue(List.of("emend-training", "emend-urgent"));
    assertThat(wishes.limits()).containsEntry("nvidia.com/gpu", "8");
    assertThat(wishes.gpuTypes()).containsOnlyKeys("a100", "l4");
    KubernetesConfig.GpuType a100 = wishes.gpuTypes().get("a100");
    assertThat(a100.nodeSelector())
        .containsExactly(Map.entry("nvidia.com/gpu.product", "NVIDIA-A100-SXM4-80GB"));
    assertThat(a100.tolerations())
        .singleElement()
        .satisfies(each -> assertThat(each.key()).hasValue("nvidia.com/gpu"));
  }

  @Test
  void whatTheServersFilesSayIsSaidOnce() {
    JsonNode data =
        Chart.scenario("keda-kafka-values.yaml").one("ConfigMap", "rel-emend-config").path("data");
    assertThat(
            Stream.of("application.properties", "server.properties")
                .flatMap(file -> data.path(file).asText().lines())
                .map(line -> line.substring(0, line.indexOf('='))))
        .doesNotHaveDuplicates();
  }

  @Test
  void theLagThatWakesIsOfTheTopicAndTheGroupThatTheFunctionReads() throws IOException {
    Properties application = new Properties();
    try (InputStream file = SettingsTest.class.getResourceAsStream("/application.properties")) {
      application.load(file);
    }
    JsonNode lag =
        Chart.scenario("keda-kafka-values.yaml")
            .one("ScaledObject", "rel-emend-correction")
            .at("/spec/triggers/0/metadata");
    String channel = "mp.messaging.incoming.requests-in.";
    assertThat(lag.path("topic").asText()).isEqualTo(application.get(channel + "topic"));
    assertThat(lag.path("consumerGroup").asText()).isEqualTo(application.get(channel + "group.id"));
    assertThat(lag.path("offsetResetPolicy").asText())
        .isEqualTo(application.get(channel + "auto.offset.reset"));
  }

  static PodOf pod(Rendered rendered, String component) {
    return rendered.pods().stream()
        .filter(pod -> component.equals(pod.component()))
        .findFirst()
        .orElseThrow();
  }
}
