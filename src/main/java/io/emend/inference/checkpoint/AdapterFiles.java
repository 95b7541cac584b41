package io.emend.inference.checkpoint;

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
import java.util.function.Function;

/** Brings an adapter's files from the store to where they can be mapped. */
@Singleton
public class AdapterFiles {
  /** What an adapter is made of. */
  public static final List<String> FILES = List.of(PeftConfig.FILE, PeftWriter.WEIGHTS);

  private final ObjectStore store;

  public AdapterFiles(ObjectStore store) {
    this.store = store;
  }

  /**
   * Lends a directory with the files; it is gone afterwards.
   *
   * @return what the use of it gives
   * @throws EmendException {@code object_not_found}
   */
  public <T> T with(RegisteredAdapter adapter, Function<Path, T> use) {
    try {
      Path directory = Files.createTempDirectory("emend-adapter");
      try {
        for (String file : FILES) {
          fetch(adapter.location() + file, directory.resolve(file));
        }
        return use.apply(directory);
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
