package io.emend.command.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests that a build writes for those who deploy without Helm. */
class GeneratedManifestsIT {
  private static final Path FOLDER = Path.of("target", "kubernetes");
  private static final Path CHART = Path.of("helm", "emend", "values.yaml");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "v1/ConfigMap", ConfigMap.class,
          "v1/Service", Service.class,
          "apps/v1/Deployment", Deployment.class,
          "serving.knative.dev/v1/Service", io.fabric8.knative.serving.v1.Service.class);

  @ParameterizedTest
  @ValueSource(strings = {"kubernetes.yml", "knative.yml"})
  void theyHaveNoFieldThatKubernetesDoesNotKnow(String file) throws IOException {
    ObjectMapper strict = strict();
    objects(file)
        .forEach(
            (kind, object) ->
                assertThat(strict.convertValue(object, KINDS.get(kind)).getMetadata().getName())
                    .startsWith("emend"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubernetes.yml", "knative.yml"})
  void theirPodsAreRestricted(String file) throws IOException {
    JsonNode pod = pod(file);
    JsonNode security = container(file).at("/securityContext");
    assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(security.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(security.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(security.at("/runAsNonRoot").asBoolean()).isTrue();
    assertThat(security.at("/runAsUser").asInt()).isEqualTo(10001);
    assertThat(security.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
    assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubernetes.yml", "knative.yml"})
  void eachProbeAsksWhatTheServerTells(String file) throws IOException {
    JsonNode container = container(file);
    assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/started");
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
    assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
    assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(8080);
  }

  @Test
  void nobodyIsLetInWithoutACredential() throws IOException {
    assertThat(container("kubernetes.yml").at("/env").toString())
        .contains("EMEND_ACCESS_KEYS_ADMIN_SHA256", "secretKeyRef")
        .doesNotContain("ANONYMOUS");
  }

  @Test
  void idleFunctionsScaleToZero() throws IOException {
    JsonNode template =
        objects("knative.yml").get("serving.knative.dev/v1/Service").at("/spec/template");
    assertThat(template.at("/metadata/annotations/autoscaling.knative.dev~1min-scale").asText())
        .isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubernetes.yml", "knative.yml"})
  void theyAgreeWithTheChart(String file) throws IOException {
    JsonNode values = YAML.readTree(CHART.toFile());
    JsonNode container = container(file);
    assertThat(container.at("/image").asText())
        .startsWith(values.at("/image/repository").asText() + ":");
    assertThat(container.at("/imagePullPolicy")).isEqualTo(values.at("/image/pullPolicy"));
    assertThat(container.at("/resources")).isEqualTo(values.at("/inference/resources"));
    assertThat(5 * container.at("/startupProbe/failureThreshold").asInt())
        .isEqualTo(values.at("/scaling/startupSeconds").asInt());
    if (file.equals("knative.yml")) {
      assertThat(pod(file).at("/containerConcurrency")).isEqualTo(values.at("/engine/batch"));
    }
  }

  private static JsonNode container(String file) throws IOException {
    return pod(file).at("/containers/0");
  }

  private static JsonNode pod(String file) throws IOException {
    String kind =
        file.equals("knative.yml") ? "serving.knative.dev/v1/Service" : "apps/v1/Deployment";
    return objects(file).get(kind).at("/spec/template/spec");
  }

  /** By version and kind, of which there is one each. */
  private static Map<String, JsonNode> objects(String file) throws IOException {
    Map<String, JsonNode> objects = new TreeMap<>();
    try (var parser = YAML.createParser(FOLDER.resolve(file).toFile())) {
      YAML.readValues(parser, JsonNode.class)
          .forEachRemaining(
              object ->
                  objects.put(
                      object.get("apiVersion").asText() + "/" + object.get("kind").asText(),
                      object));
    }
    return objects;
  }

  /** The model's classes take unknown fields up; this reader does not let them. */
  private static ObjectMapper strict() {
    return new ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .setAnnotationIntrospector(
            new JacksonAnnotationIntrospector() {
              @Override
              public Boolean hasAnySetter(Annotated annotated) {
                return false;
              }

              @Override
              public JsonIgnoreProperties.Value findPropertyIgnoralByName(
                  MapperConfig<?> config, Annotated annotated) {
                return super.findPropertyIgnoralByName(config, annotated).withoutIgnoreUnknown();
              }
            });
  }
}
