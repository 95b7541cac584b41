package io.emend.access;

import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.cors.CORSConfig;
import io.quarkus.vertx.http.runtime.cors.CORSFilter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/** The origins whose pages an operator lets call: {@code quarkus.http.cors}. */
@Singleton
final class AllowedOrigins {
  private final boolean configured;
  private final List<String> origins;
  private final List<Pattern> patterns;

  AllowedOrigins(VertxHttpConfig http) {
    CORSConfig cors = http.cors();
    this.configured = cors.enabled();
    this.origins = cors.origins().orElse(List.of());
    this.patterns = CORSFilter.parseAllowedOriginsRegex(cors.origins());
  }

  boolean configured() {
    return configured;
  }

  boolean contains(String origin) {
    return configured
        && (origins.contains("*")
            || origins.contains(origin)
            || CORSFilter.isOriginAllowedByRegex(patterns, origin));
  }
}
