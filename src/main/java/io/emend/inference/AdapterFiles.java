package io.emend.inference;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.registry.RegisteredAdapter;
import io.emend.model.adapter.PeftConfig;
import io.emend.model.adapter.PeftWriter;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Brings an adapter's files from the store to where they can be mapped. */
@Singleton
final class AdapterFiles {
  private static final List<String> FILES = List.of(PeftConfig.FILE, PeftWriter.WEIGHTS);

  private final ObjectStore store;

  AdapterFiles(ObjectStore store) {
    this.store = store;
  }

  /**
   * Lends a directory with the files; it is gone afterwards.
   *
   * @throws EmendException {@code object_not_found}
   */
  void with(RegisteredAdapter adapter, Consumer<Path> use) {
    try {
      Path directory = Files.createTempDirectory("emend-adapter");
      try {
        for (String file : FILES) {
          fetch(adapter.location() + file, directory.resolve(file));
        }
        use.accept(directory);
      } finally {
        for (String file : FILES) {
          Files.deleteIfExists(directory.resolve(file));
        }
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fetch(String key, Path file) {
    if (!store.get(new ObjectKey(key), file)) {
      throw new EmendException(
          ErrorCode.OBJECT_NOT_FOUND, "the store must hold " + key, Map.of("key", key));
    }
  }
}
