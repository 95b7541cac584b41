package io.emend.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A server with vLLM's routes whose chat completions do what a test has laid down for them. */
final class ScriptedServer {
  static final String BASE = "/models/base-model";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx;
  private final Queue<BiConsumer<HttpServerRequest, JsonNode>> script =
      new ConcurrentLinkedQueue<>();
  private final Map<String, JsonNode> paths = new ConcurrentHashMap<>();
  private HttpServer server;
  private volatile String base = BASE;

  /** Bodies of the chat completions that were asked for. */
  final List<JsonNode> asked = new CopyOnWriteArrayList<>();

  /** The header {@code Authorization} of each request of any kind, null for none. */
  final List<String> keys = new CopyOnWriteArrayList<>();

  /** Where each loaded adapter is from, by name. */
  final Map<String, String> adapters = new ConcurrentSkipListMap<>();

  ScriptedServer(Vertx vertx) {
    this.vertx = vertx;
    paths.put("/version", JSON.createObjectNode().put("version", "0.32.0"));
    start(0);
  }

  private void start(int port) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> request.body().onSuccess(body -> route(request, body.toString())))
            .listen(port, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  int port() {
    return server.actualPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/v1";
  }

  /** What the next chat completion does. */
  ScriptedServer next(BiConsumer<HttpServerRequest, JsonNode> step) {
    script.add(step);
    return this;
  }

  /** The answer of a path that vLLM does not have, or has otherwise. */
  void path(String path, JsonNode answer) {
    paths.put(path, answer);
  }

  /** What the base model is called from now on. */
  void rename(String name) {
    base = name;
  }

  void kill() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  /** As vLLM does: without the adapters that it had. */
  void startAgain() {
    adapters.clear();
    start(port());
  }

  private void route(HttpServerRequest request, String body) {
    keys.add(String.valueOf(request.getHeader("Authorization")));
    JsonNode laidDown = paths.get(request.path());
    if (laidDown != null) {
      request.response().end(laidDown.toString());
      return;
    }
    switch (request.path()) {
      case "/v1/models" -> request.response().end(models().toString());
      case "/v1/chat/completions" -> chat(request, parsed(body));
      case "/v1/load_lora_adapter" -> load(request, parsed(body));
      case "/v1/unload_lora_adapter" -> {
        adapters.remove(parsed(body).path("lora_name").asText());
        request.response().end("Success");
      }
      default -> status(request, 404, "there is no such path");
    }
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void load(HttpServerRequest request, JsonNode body) {
    adapters.put(body.path("lora_name").asText(), body.path("lora_path").asText());
    request.response().end("Success: LoRA adapter added");
  }

  private ObjectNode models() {
    ObjectNode list = JSON.createObjectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    data.addObject()
        .put("id", base)
        .put("owned_by", "vllm")
        .put("root", base)
        .put("max_model_len", 2048)
        .putNull("parent");
    adapters.forEach(
        (name, root) ->
            data.addObject()
                .put("id", name)
                .put("owned_by", "vllm")
                .put("root", root)
                .put("parent", base));
    return list;
  }

  private void chat(HttpServerRequest request, JsonNode body) {
    asked.add(body);
    BiConsumer<HttpServerRequest, JsonNode> step = script.poll();
    if (step != null) {
      step.accept(request, body);
      return;
    }
    String model = body.path("model").asText();
    if (paths.containsKey("/v1/models") || model.equals(base) || adapters.containsKey(model)) {
      whole(request, model);
    } else {
      status(request, 404, "The model `" + model + "` does not exist.");
    }
  }

  /** {@code Hello world}, as the model says that it is. */
  static void whole(HttpServerRequest request, String model) {
    HttpServerResponse response = stream(request);
    response.write(text(model, "Hello "));
    response.write(text(model, "world"));
    response.write(end(model, "stop"));
    response.write(usage(model));
    response.end("data: [DONE]\n\n");
  }

  static HttpServerResponse stream(HttpServerRequest request) {
    return request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
  }

  static String text(String model, String text) {
    ObjectNode chunk = chunk(model);
    choice(chunk).putObject("delta").put("content", text);
    return line(chunk);
  }

  static String end(String model, String reason) {
    ObjectNode chunk = chunk(model);
    choice(chunk).put("finish_reason", reason).putObject("delta");
    return line(chunk);
  }

  static String usage(String model) {
    ObjectNode chunk = chunk(model);
    chunk.putArray("choices");
    ObjectNode usage = chunk.putObject("usage");
    usage.put("prompt_tokens", 80).put("completion_tokens", 3).put("total_tokens", 83);
    usage
        .putObject("prompt_tokens_details")
        .put("cached_tokens", 16)
        .putObject("multimodal_tokens")
        .put("image", 64);
    return line(chunk);
  }

  private static ObjectNode chunk(String model) {
    return JSON.createObjectNode().put("object", "chat.completion.chunk").put("model", model);
  }

  private static ObjectNode choice(ObjectNode chunk) {
    return chunk.putArray("choices").addObject().put("index", 0);
  }

  private static String line(JsonNode chunk) {
    return "data: " + chunk + "\n\n";
  }

  static void status(HttpServerRequest request, int status, String message) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error").put("message", message).put("code", status);
    request.response().setStatusCode(status).end(body.toString());
  }
}
