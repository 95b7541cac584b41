package io.emend.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.deploy.cluster.PodOf;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the chart makes.
 *
 * @param objects in the order in which Helm would apply them
 */
public record Rendered(List<JsonNode> objects) {

  /**
   * @param kind such as {@code Deployment}, or {@code serving.knative.dev/v1/Service}
   */
  List<JsonNode> all(String kind) {
    return objects.stream()
        .filter(each -> kind.equals(kind(each)) || kind.equals(each.path("kind").asText()))
        .toList();
  }

  JsonNode one(String kind, String name) {
    return all(kind).stream()
        .filter(each -> name(each).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }

  public static String kind(JsonNode object) {
    return object.path("apiVersion").asText() + "/" + object.path("kind").asText();
  }

  static String name(JsonNode object) {
    return object.path("metadata").path("name").asText();
  }

  /** The template of Jobs, as the admin function reads it; none without an admin function. */
  List<JsonNode> jobs() {
    return all("ConfigMap").stream()
        .map(each -> each.path("data").path("job.yaml"))
        .filter(JsonNode::isTextual)
        .map(each -> Chart.objects(each.asText()).get(0))
        .toList();
  }

  /** Pods that stand somewhere in an object, and those of Jobs. */
  List<PodOf> pods() {
    return Stream.concat(objects.stream(), jobs().stream())
        .filter(each -> !each.path("kind").asText().equals("ConfigMap"))
        .flatMap(PodOf::of)
        .toList();
  }

  /** What the servers read: both files, a name in only one of them. */
  Map<String, String> settings() {
    JsonNode data =
        all("ConfigMap").stream()
            .map(each -> each.path("data"))
            .filter(each -> each.has("application.properties"))
            .findFirst()
            .orElseThrow();
    Map<String, String> settings = new TreeMap<>();
    for (String file : List.of("application.properties", "server.properties")) {
      properties(data.path(file).asText())
          .forEach((name, value) -> settings.put((String) name, (String) value));
    }
    return settings;
  }

  private static Properties properties(String text) {
    try {
      Properties properties = new Properties();
      properties.load(new StringReader(text));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
