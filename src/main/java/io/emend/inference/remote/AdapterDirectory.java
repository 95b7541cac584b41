package io.emend.inference.remote;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.checkpoint.AdapterFiles;
import io.emend.inference.registry.RegisteredAdapter;
import io.emend.storage.Sha256;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * {@code emend.inference.remote.adapter-dir}: each adapter in a folder {@code MODEL/ID-DIGEST} that
 * is whole from the moment it is there. Several processes may share it.
 */
@Singleton
public class AdapterDirectory {
  private static final String SETTING = "emend.inference.remote.adapter-dir";
  private static final int DIGITS = 16;

  private final AdapterFiles files;
  private final RemoteConfig config;
  private final Map<String, Path> placed = new ConcurrentHashMap<>();

  AdapterDirectory(AdapterFiles files, RemoteConfig config) {
    this.files = files;
    this.config = config;
  }

  /**
   * Where the server finds an adapter, fetched from the store unless it is there.
   *
   * @param model the base model's name
   * @throws EmendException {@code object_not_found}, {@code object_corrupt}; {@code
   *     engine_unsupported} without a directory
   */
  Path place(String model, RegisteredAdapter adapter) {
    Path known = placed.get(adapter.id());
    if (known != null && Files.isDirectory(known)) {
      return known;
    }
    Path folder = folder(model);
    Path path = files.with(adapter, source -> copied(source, folder, adapter));
    placed.put(adapter.id(), path);
    return path;
  }

  /** Where an adapter is, if it was placed. */
  Optional<Path> placed(String id) {
    return Optional.ofNullable(placed.get(id));
  }

  private Path folder(String model) {
    Path directory =
        config
            .adapterDir()
            .orElseThrow(
                () ->
                    new EmendException(
                        ErrorCode.ENGINE_UNSUPPORTED,
                        SETTING + " must be given for adapters to be loaded by the engine"));
    return directory.toAbsolutePath().normalize().resolve(model);
  }

  private static Path copied(Path source, Path folder, RegisteredAdapter adapter) {
    try {
      String digest = digest(source);
      requireImported(adapter, source);
      Path target = folder.resolve(adapter.id() + "-" + digest.substring(0, DIGITS));
      if (Files.isDirectory(target)) {
        if (digest(target).equals(digest)) {
          return target;
        }
        delete(target);
      }
      copy(source, target);
      return target;
    } catch (IOException e) {
      throw new EmendException(
          ErrorCode.ENGINE_UNSUPPORTED, SETTING + " must be a directory to write to: " + e, e);
    }
  }

  private static void copy(Path source, Path target) throws IOException {
    Path part = target.resolveSibling("." + UUID.randomUUID());
    Files.createDirectories(part);
    try {
      for (String file : AdapterFiles.FILES) {
        Files.copy(source.resolve(file), part.resolve(file));
      }
    } catch (IOException e) {
      delete(part);
      throw e;
    }
    move(part, target);
  }

  /** Another process may have been faster with the same content. */
  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(part);
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
  }

  /** Of all its files, in the order of their names. */
  private static String digest(Path folder) throws IOException {
    List<String> each = new ArrayList<>();
    for (String file : AdapterFiles.FILES) {
      Path path = folder.resolve(file);
      each.add(Files.isRegularFile(path) ? Sha256.of(path) : "absent");
    }
    return Sha256.of(String.join("\n", each));
  }

  private static void requireImported(RegisteredAdapter adapter, Path source) throws IOException {
    if (adapter.imported() == null) {
      return;
    }
    for (Map.Entry<String, String> file : adapter.imported().digests().entrySet()) {
      String found = Sha256.of(source.resolve(file.getKey()));
      if (!found.equals(file.getValue())) {
        throw new EmendException(
            ErrorCode.OBJECT_CORRUPT,
            "%s of adapter %s must have the SHA-256 %s, has %s"
                .formatted(file.getKey(), adapter.id(), file.getValue(), found));
      }
    }
  }

  /** Nothing asks for the adapter any more. */
  void remove(String model, String id) {
    Path path = placed.remove(id);
    if (path != null && path.startsWith(folder(model))) {
      try {
        delete(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path file : inside.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
