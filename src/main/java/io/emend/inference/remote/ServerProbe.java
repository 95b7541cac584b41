package io.emend.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Asks a server what it is and what it has. Blocking. */
@Singleton
public class ServerProbe {
  private static final String SETTING = "emend.inference.remote.model";

  /** How servers and gateways say that they have no such path. */
  private static final Set<ErrorCode> NOT_THERE =
      EnumSet.of(
          ErrorCode.ENGINE_MODEL_ABSENT,
          ErrorCode.ENGINE_REQUEST_REFUSED,
          ErrorCode.ENGINE_UNAUTHORIZED);

  private final RemoteServer server;
  private final RemoteConfig config;

  ServerProbe(RemoteServer server, RemoteConfig config) {
    this.server = server;
    this.config = config;
  }

  /** A model as a server lists it. */
  private record Listed(String id, String root, String parent, Integer length, String owner) {

    static Listed of(JsonNode entry) {
      JsonNode length = entry.path("max_model_len");
      return new Listed(
          entry.path("id").asText(),
          entry.path("root").asText(""),
          entry.path("parent").asText(null),
          length.isInt() ? Integer.valueOf(length.asInt()) : null,
          entry.path("owned_by").asText(""));
    }
  }

  /**
   * @throws EmendException of the engine; {@code invalid_value} for a setting that does not fit the
   *     server
   */
  ServerFacts ask() {
    ChatBody.requireFurther(config.extraBody().keySet());
    List<Listed> models = models();
    Flavor flavor = flavor(models);
    List<Listed> bases = models.stream().filter(model -> model.parent() == null).toList();
    String served = served(flavor, bases);
    Integer length =
        bases.stream()
            .filter(model -> model.id().equals(served))
            .findFirst()
            .map(Listed::length)
            .orElse(null);
    return new ServerFacts(flavor, version(flavor), served, length, adapters(models));
  }

  /** Where each adapter that the server has loaded is from, by name. */
  Map<String, String> adapters() {
    return adapters(models());
  }

  private static Map<String, String> adapters(List<Listed> models) {
    return models.stream()
        .filter(model -> model.parent() != null)
        .collect(Collectors.toMap(Listed::id, Listed::root, (one, other) -> one));
  }

  private List<Listed> models() {
    JsonNode answer;
    try {
      answer = server.get("models").await().indefinitely();
    } catch (EmendException e) {
      if (config.model().isPresent() && mayListNothing(e.code())) {
        return List.of();
      }
      throw e;
    }
    if (!answer.path("data").isArray()) {
      throw server.faults().invalid("does not list its models as OpenAI's API does");
    }
    return StreamSupport.stream(answer.get("data").spliterator(), false).map(Listed::of).toList();
  }

  /** A plain server need not list its models; transformers fails where the hub's cache is empty. */
  private boolean mayListNothing(ErrorCode code) {
    return code == ErrorCode.ENGINE_MODEL_ABSENT
        || code == ErrorCode.ENGINE_FAILED && isTransformers();
  }

  private Flavor flavor(List<Listed> models) {
    return switch (config.flavor()) {
      case VLLM -> Flavor.VLLM;
      case TRANSFORMERS -> Flavor.TRANSFORMERS;
      case OPENAI -> Flavor.OPENAI;
      case AUTO -> recognised(models);
    };
  }

  /** vLLM owns its models. */
  private Flavor recognised(List<Listed> models) {
    if (models.stream().anyMatch(model -> model.owner().equals("vllm"))) {
      return Flavor.VLLM;
    }
    return isTransformers() ? Flavor.TRANSFORMERS : Flavor.OPENAI;
  }

  /** It describes a path that no other server has. */
  private boolean isTransformers() {
    return optional("../openapi.json")
        .map(api -> api.path("paths").has("/load_model"))
        .orElse(false);
  }

  private String version(Flavor flavor) {
    return flavor == Flavor.VLLM
        ? optional("../version").map(told -> told.path("version").asText(null)).orElse(null)
        : null;
  }

  /** What not every server has. */
  private Optional<JsonNode> optional(String path) {
    try {
      return Optional.of(server.get(path).await().indefinitely());
    } catch (EmendException e) {
      if (NOT_THERE.contains(e.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private String served(Flavor flavor, List<Listed> bases) {
    List<String> names = bases.stream().map(Listed::id).toList();
    if (config.model().isEmpty()) {
      EmendException.require(
          names.size() == 1, SETTING, "must be given unless the server has one base model", names);
      return names.get(0);
    }
    String wanted = config.model().get();
    // transformers lists what the hub's cache has, and takes any path beside.
    boolean listed = names.contains(wanted) || names.isEmpty() || flavor == Flavor.TRANSFORMERS;
    if (!listed) {
      throw new EmendException(
          ErrorCode.ENGINE_MODEL_ABSENT,
          "the engine at %s does not have the model %s (%s) but %s"
              .formatted(server.address(), wanted, SETTING, String.join(", ", names)));
    }
    return wanted;
  }
}
