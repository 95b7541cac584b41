package io.emend.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.restassured.response.Response;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * An OpenAPI document as a judge of answers: is the status described, has the body one of the media
 * types, does its JSON fit the schema.
 */
final class PublishedApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final JsonNode document;
  private final Map<JsonNode, com.networknt.schema.JsonSchema> compiled = new ConcurrentHashMap<>();

  PublishedApi(JsonNode document) {
    this.document = document;
  }

  /**
   * @throws AssertionError where the answer is not one that the document describes
   */
  void check(String method, String path, Response response) {
    String what = method + " " + path + " answered " + response.statusCode();
    Optional<JsonNode> operation = operation(method, path);
    if (operation.isEmpty()) {
      boolean refused = response.statusCode() >= 400 && response.statusCode() < 500;
      require(refused || Set.of("HEAD", "OPTIONS").contains(method), what + ", undescribed");
      return;
    }
    JsonNode described =
        operation.get().path("responses").path(String.valueOf(response.statusCode()));
    require(described.isObject(), what + ", which is not described");
    body(what, described.path("content"), response);
  }

  private Optional<JsonNode> operation(String method, String path) {
    String clean = path.replaceAll("/+", "/").replaceAll("(.)/$", "$1");
    return Stream.of(document.path("paths"))
        .flatMap(paths -> paths.properties().stream())
        .filter(entry -> clean.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
        .sorted((a, b) -> Integer.compare(variables(a.getKey()), variables(b.getKey())))
        .map(entry -> entry.getValue().path(method.toLowerCase(Locale.ROOT)))
        .filter(JsonNode::isObject)
        .findFirst();
  }

  private static int variables(String template) {
    return template.split("\\{", -1).length;
  }

  private void body(String what, JsonNode content, Response response) {
    if (response.asByteArray().length == 0) {
      return;
    }
    String type = String.valueOf(response.contentType()).split(";", 2)[0].strip();
    JsonNode media = content.path(type);
    require(media.isObject(), what + " with " + type + ", which is not described");
    if (type.endsWith("json") && media.has("schema")) {
      Set<ValidationMessage> faults = schema(media.get("schema")).validate(read(response));
      require(faults.isEmpty(), what + " with " + response.asString() + ": " + faults);
    }
  }

  private com.networknt.schema.JsonSchema schema(JsonNode schema) {
    return compiled.computeIfAbsent(
        schema,
        each -> {
          ObjectNode whole = each.deepCopy();
          whole.set("components", document.path("components"));
          return SCHEMAS.getSchema(whole);
        });
  }

  private static JsonNode read(Response response) {
    try {
      return JSON.readTree(response.asString());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + response.asString(), e);
    }
  }

  private static void require(boolean holds, String fault) {
    if (!holds) {
      throw new AssertionError(fault);
    }
  }
}
