package io.emend.deploy.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A pod as an object makes it.
 *
 * @param owner the object
 * @param metadata of the pod
 * @param spec of the pod
 */
public record PodOf(JsonNode owner, JsonNode metadata, JsonNode spec) {

  public static Stream<PodOf> of(JsonNode object) {
    JsonNode template =
        object.path("kind").asText().equals("Pod") ? object : object.path("spec").path("template");
    return template.path("spec").has("containers")
        ? Stream.of(new PodOf(object, template.path("metadata"), template.path("spec")))
        : Stream.empty();
  }

  public String name() {
    return owner.path("kind").asText() + " " + component();
  }

  public String component() {
    return labels().get("app.kubernetes.io/component");
  }

  public boolean ofKnative() {
    return owner.path("apiVersion").asText().startsWith("serving.knative.dev/");
  }

  Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>();
    metadata
        .path("labels")
        .fields()
        .forEachRemaining(e -> labels.put(e.getKey(), e.getValue().asText()));
    return labels;
  }

  public List<JsonNode> containers() {
    return Stream.of("containers", "initContainers")
        .flatMap(list -> StreamSupport.stream(spec.path(list).spliterator(), false))
        .toList();
  }

  /** Whether a selector of labels alone, without expressions, takes this pod. */
  public boolean selectedBy(JsonNode labels) {
    return StreamSupport.stream(
            ((Iterable<Map.Entry<String, JsonNode>>) labels::fields).spliterator(), false)
        .allMatch(label -> label.getValue().asText().equals(labels().get(label.getKey())));
  }
}
