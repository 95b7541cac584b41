package io.emend.inference.http;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether this process answers over HTTP, and with what. */
@Singleton
public class HttpServing {
  private final FunctionsConfig functions;
  private final boolean http;

  public HttpServing(
      FunctionsConfig functions,
      @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean http) {
    this.functions = functions;
    this.http = http;
  }

  /** Whether any function is on that only a model can answer. */
  public boolean needsModel() {
    return http && functions.functions().stream().anyMatch(ServedFunction::needsModel);
  }
}
