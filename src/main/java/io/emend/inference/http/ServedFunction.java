package io.emend.inference.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an instance can be asked for, and the paths that ask for it. */
public enum ServedFunction {
  INFERENCE("/v1/inferences", "/v1/images", "/v1/chat/completions", "/v1/models"),
  CORRECTION("/v1/corrections"),
  ADMIN("/admin/v1");

  private final List<String> paths;

  ServedFunction(String... paths) {
    this.paths = List.of(paths);
  }

  static Optional<ServedFunction> at(String path) {
    return Arrays.stream(values()).filter(function -> function.holds(path)).findFirst();
  }

  private boolean holds(String path) {
    return paths.stream().anyMatch(own -> path.equals(own) || path.startsWith(own + "/"));
  }

  /** Administration launches work and reads stores; it answers no question itself. */
  public boolean needsModel() {
    return this != ADMIN;
  }

  /** The name in the configuration, for example {@code correction}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
