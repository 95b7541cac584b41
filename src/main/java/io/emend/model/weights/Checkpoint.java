package io.emend.model.weights;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The weights of a model directory: {@code model.safetensors}, or shards that {@code
 * model.safetensors.index.json} lists.
 */
public final class Checkpoint implements AutoCloseable {
  public static final String SINGLE = "model.safetensors";
  public static final String INDEX = "model.safetensors.index.json";

  private static final long MAX_INDEX_BYTES = 100_000_000;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private final Map<String, SafetensorsFile> files;
  private final Map<String, SafetensorsFile> owners = new TreeMap<>();

  private Checkpoint(Map<String, SafetensorsFile> files) {
    this.files = files;
    files.forEach((name, file) -> file.names().forEach(tensor -> own(name, file, tensor)));
  }

  /**
   * @throws EmendException {@code model_invalid}, naming file, tensor, rule and value
   */
  public static Checkpoint open(Path directory) {
    if (Files.isRegularFile(directory.resolve(SINGLE))) {
      return openAll(directory, Set.of(SINGLE));
    }
    if (!Files.isRegularFile(directory.resolve(INDEX))) {
      throw EmendException.invalidModel(
          SINGLE, "file", "must exist, or " + INDEX, directory.getFileName());
    }
    Map<String, String> index = readIndex(directory.resolve(INDEX));
    Checkpoint checkpoint = openAll(directory, new LinkedHashSet<>(index.values()));
    try {
      checkpoint.checkAgainst(index);
      return checkpoint;
    } catch (RuntimeException e) {
      checkpoint.close();
      throw e;
    }
  }

  /**
   * One file of a directory, whatever its name.
   *
   * @throws EmendException {@code model_invalid}, naming file, tensor, rule and value
   */
  public static Checkpoint open(Path directory, String file) {
    return openAll(directory, Set.of(file));
  }

  /**
   * Copies what a model's directory has beside weights (configuration, tokenizer, chat template)
   * into one that has weights alone; leaves what is there.
   */
  public static void copyTheRest(Path from, Path to) {
    try (DirectoryStream<Path> others =
        Files.newDirectoryStream(from, "*.{json,jinja,model,txt}")) {
      for (Path file : others) {
        Path copy = to.resolve(file.getFileName());
        if (!file.endsWith(INDEX) && !Files.exists(copy)) {
          Files.copy(file, copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Checkpoint openAll(Path directory, Set<String> names) {
    Map<String, SafetensorsFile> files = new LinkedHashMap<>();
    try {
      names.forEach(name -> files.put(name, SafetensorsFile.open(directory.resolve(name))));
      return new Checkpoint(files);
    } catch (RuntimeException e) {
      files.values().forEach(SafetensorsFile::close);
      throw e;
    }
  }

  private static Map<String, String> readIndex(Path path) {
    JsonNode map;
    try {
      if (Files.size(path) > MAX_INDEX_BYTES) {
        throw EmendException.invalidModel(
            INDEX, "file", "must have at most " + MAX_INDEX_BYTES + " bytes", Files.size(path));
      }
      map = JSON.readTree(path.toFile()).path("weight_map");
    } catch (IOException e) {
      throw new EmendException(ErrorCode.MODEL_INVALID, INDEX + " must be valid JSON", e);
    }
    Map<String, String> index = new LinkedHashMap<>();
    map.properties().forEach(field -> index.put(field.getKey(), shard(field.getValue())));
    if (index.isEmpty()) {
      throw EmendException.invalidModel(INDEX, "weight_map", "must list tensors", "nothing");
    }
    return index;
  }

  private static String shard(JsonNode value) {
    String name = value.asText();
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.safetensors")) {
      throw EmendException.invalidModel(INDEX, "weight_map", "must name a plain file", name);
    }
    return name;
  }

  private void own(String fileName, SafetensorsFile file, String tensor) {
    if (owners.put(tensor, file) != null) {
      throw EmendException.invalidModel(fileName, tensor, "must occur once", "in two shards");
    }
  }

  private void checkAgainst(Map<String, String> index) {
    index.forEach(
        (tensor, shard) -> {
          if (owners.get(tensor) != files.get(shard)) {
            throw EmendException.invalidModel(
                shard, tensor, "must be in the shard that the index names", "missing");
          }
        });
    for (String tensor : owners.keySet()) {
      if (!index.containsKey(tensor)) {
        throw EmendException.invalidModel(INDEX, tensor, "must be listed", "missing");
      }
    }
  }

  public Set<String> names() {
    return Collections.unmodifiableSet(owners.keySet());
  }

  /** Shape and type without mapping. */
  public TensorEntry entry(String name) {
    return owner(name).entries().get(name);
  }

  public TensorView tensor(String name) {
    return owner(name).tensor(name);
  }

  /** Number of weights. */
  public long parameters() {
    return owners.keySet().stream().mapToLong(name -> entry(name).elements()).sum();
  }

  private SafetensorsFile owner(String name) {
    SafetensorsFile file = owners.get(name);
    if (file == null) {
      throw EmendException.invalidModel(SINGLE, name, "must exist", "missing");
    }
    return file;
  }

  @Override
  public void close() {
    files.values().forEach(SafetensorsFile::close);
  }
}
