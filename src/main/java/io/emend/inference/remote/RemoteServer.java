package io.emend.inference.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Speaks HTTP with the server that {@code emend.inference.remote.url} names. */
@Singleton
public class RemoteServer {
  private static final String URL = "emend.inference.remote.url";

  /** What asks a server of itself waits no longer than this, whatever answers may take. */
  private static final Duration SHORT = Duration.ofSeconds(10);

  private static final int PROBES = 2;
  private static final int CONNECT_MILLIS = 5_000;

  private final Vertx vertx;
  private final RemoteConfig config;
  private final ObjectMapper json;
  private volatile HttpClient client;

  RemoteServer(Vertx vertx, RemoteConfig config, ObjectMapper json) {
    this.vertx = vertx;
    this.config = config;
    this.json = json;
  }

  /**
   * Without what may be secret in a URL.
   *
   * @throws EmendException {@code invalid_value}
   */
  String address() {
    URI url = url();
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port + url.getPath();
  }

  private URI url() {
    URI url =
        config
            .url()
            .orElseThrow(
                () -> EmendException.invalid(URL, "must be given for the engine openai", null));
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    EmendException.require(
        http && url.getHost() != null,
        URL,
        "must be http:// or https:// with a host, whose name has no underscore",
        "another");
    EmendException.require(
        url.getRawUserInfo() == null && url.getRawQuery() == null,
        URL,
        "must have no user and no query; a key goes into emend.inference.remote.api-key-file",
        "one with them");
    return url;
  }

  RemoteFaults faults() {
    return new RemoteFaults(json, address());
  }

  /** The JSON at a path of the API, or at one beside it, such as {@code ../version}. */
  Uni<JsonNode> get(String path) {
    return whole(HttpMethod.GET, path, null);
  }

  /** What the server says to a body of JSON; text is told as a JSON string. */
  Uni<JsonNode> post(String path, JsonNode body) {
    return whole(HttpMethod.POST, path, Buffer.buffer(body.toString()));
  }

  private Uni<JsonNode> whole(HttpMethod method, String path, Buffer body) {
    Duration limit = method == HttpMethod.GET ? SHORT : config.timeout();
    return Uni.createFrom()
        .<Buffer>emitter(
            emitter ->
                new WholeExchange(vertx, emitter, faults(), limit)
                    .run(client(), options(method, path), body))
        .map(this::parsed);
  }

  private JsonNode parsed(Buffer answer) {
    String text = answer.toString();
    try {
      return text.isBlank() ? json.missingNode() : json.readTree(text);
    } catch (JsonProcessingException e) {
      return json.getNodeFactory().textNode(text);
    }
  }

  /** The events of a chat completion until the last one. */
  Multi<JsonNode> chat(JsonNode body, Instant deadline) {
    Buffer bytes = Buffer.buffer(body.toString());
    return Multi.createFrom()
        .emitter(
            emitter ->
                new ChatExchange(vertx, emitter, faults(), json, config.timeout(), deadline)
                    .run(client(), options(HttpMethod.POST, "chat/completions"), bytes));
  }

  private HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      synchronized (this) {
        if (client == null) {
          client = vertx.createHttpClient(clientOptions(), poolOptions());
        }
        known = client;
      }
    }
    return known;
  }

  private static HttpClientOptions clientOptions() {
    return new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setTryUseCompression(false);
  }

  private PoolOptions poolOptions() {
    EmendException.require(
        config.concurrency() >= 1,
        "emend.inference.remote.concurrency",
        "must be 1 or more",
        config.concurrency());
    EmendException.require(
        config.timeout().toMillis() > 0,
        "emend.inference.remote.timeout",
        "must be at least a millisecond",
        config.timeout());
    return new PoolOptions().setHttp1MaxSize(config.concurrency() + PROBES);
  }

  private RequestOptions options(HttpMethod method, String path) {
    RequestOptions options =
        new RequestOptions().setMethod(method).setAbsoluteURI(resolved(path).toString());
    options.putHeader(HttpHeaders.ACCEPT, "application/json, text/event-stream");
    if (method == HttpMethod.POST) {
      options.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    }
    config
        .apiKeyFile()
        .ifPresent(file -> options.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key(file)));
    return options;
  }

  private URI resolved(String path) {
    URI url = url();
    String api = url.toString().endsWith("/") ? url.toString() : url + "/";
    return URI.create(api).resolve(path);
  }

  private static String key(Path file) {
    try {
      String key = Files.readString(file).strip();
      if (!key.matches("[\\x21-\\x7e]+")) {
        throw new EmendException(
            ErrorCode.ENGINE_UNAUTHORIZED,
            "emend.inference.remote.api-key-file must hold one key of visible ASCII characters");
      }
      return key;
    } catch (IOException e) {
      throw new EmendException(
          ErrorCode.ENGINE_UNAUTHORIZED,
          "emend.inference.remote.api-key-file must be readable: " + e.getMessage(),
          e);
    }
  }
}
