package io.emend.inference;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** A small random checkpoint; its store holds two adapters, the first of them in production. */
public final class SwapModel implements QuarkusTestProfile {
  static final int REQUESTS = 500;
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String REGISTRY =
      """
      {"model": "model", "revision": 3, "production": "one",
       "adapters": [
         {"id": "one", "location": "jobs/one/adapter/", "registered": "2030-01-01T00:00:00Z"},
         {"id": "two", "location": "jobs/two/adapter/", "registered": "2030-01-02T00:00:00Z"}],
       "history": [
         {"kind": "promotion", "adapter": "one", "evaluation": "ev1", "forced": false,
          "at": "2030-01-03T00:00:00Z"}]}
      """;

  @Override
  public Map<String, String> getConfigOverrides() {
    Path store = Path.of("target", "swap-store-" + UUID.randomUUID());
    fill(store);
    return Map.of(
        "emend.inference.model", GOLDEN.resolve("clip-gqa-tied/model").toString(),
        "emend.inference.batch", "8",
        "emend.inference.slots", "16",
        "emend.inference.queue-capacity", Integer.toString(REQUESTS),
        "emend.inference.max-length", "512",
        "emend.inference.deadline", "10m",
        "emend.inference.registry-poll", "1h",
        "emend.storage.path", store.toString());
  }

  /** Puts the adapters and the registry of {@code model} into a store. */
  public static void fill(Path store) {
    try {
      Files.createDirectories(store.resolve("registry"));
      Files.writeString(store.resolve("registry/model.json"), REGISTRY);
      copy("attention", store.resolve("jobs/one/adapter"));
      copy("everything-rslora", store.resolve("jobs/two/adapter"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(String adapter, Path target) throws IOException {
    Files.createDirectories(target);
    Path source = GOLDEN.resolve("adapters-clip-gqa-tied").resolve(adapter).resolve("adapter");
    for (String file : new String[] {"adapter_config.json", "adapter_model.safetensors"}) {
      Files.copy(source.resolve(file), target.resolve(file));
    }
  }
}
