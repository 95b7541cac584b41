package io.emend.inference.remote;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The server that answers where {@code emend.inference.engine} is {@code openai}. */
@ConfigMapping(prefix = "emend.inference.remote")
public interface RemoteConfig {

  /** Where its API begins, for example {@code http://vllm:8000/v1}. */
  Optional<URI> url();

  /** The base model's name there; by default the server's only base model. */
  Optional<String> model();

  /**
   * A file with the key that is sent as a bearer token, read anew for each request; none for none.
   */
  Optional<Path> apiKeyFile();

  /** Requests that the server works on at a time; more wait here, up to the queue's capacity. */
  @WithDefault("32")
  int concurrency();

  /** Longest silence of the server, until it answers and within an answer. */
  @WithDefault("60s")
  Duration timeout();

  /** {@code auto}: by what the server says of itself. */
  @WithDefault("auto")
  FlavorChoice flavor();

  /**
   * Directory for adapters that this process and the server see under the same path; without one no
   * adapter is served.
   */
  Optional<Path> adapterDir();

  /** Further fields of each request, such as {@code chat_template_kwargs}; values may be JSON. */
  Map<String, String> extraBody();

  /**
   * How often the server is asked for its models while nothing fails; with 0 only after a failure,
   * so that a server that scales to zero is not kept awake.
   */
  @WithDefault("10s")
  Duration probe();

  /** A flavor, or how it is found out. */
  enum FlavorChoice {
    AUTO,
    VLLM,
    TRANSFORMERS,
    OPENAI
  }
}
