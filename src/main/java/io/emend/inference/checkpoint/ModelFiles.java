package io.emend.inference.checkpoint;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.cache.FolderCache;
import io.emend.storage.s3.S3Uri;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Where a model's files lie on this machine, brought there if need be. */
@Singleton
public class ModelFiles {
  private static final String WEIGHTS = ".safetensors";
  private static final List<String> BUNDLED_FILES =
      List.of(
          "config.json",
          "generation_config.json",
          "model.safetensors",
          "preprocessor_config.json",
          "processor_config.json",
          "chat_template.jinja",
          "tokenizer.json",
          "tokenizer_config.json");

  private final FolderCache cache;
  private Path bundled;

  public ModelFiles(FolderCache cache) {
    this.cache = cache;
  }

  /**
   * A directory with the whole checkpoint.
   *
   * @throws EmendException {@code model_not_found}; {@code store_failed} for one in a bucket
   */
  public Path of(ModelReference model) {
    return directory(model, file -> true);
  }

  /** A directory with the checkpoint, which may lack the weights if they are in a bucket. */
  public Path withoutWeights(ModelReference model) {
    return directory(model, file -> !file.endsWith(WEIGHTS));
  }

  private Path directory(ModelReference model, Predicate<String> wanted) {
    String name = model.name();
    if (name.equals(ModelReference.BUNDLED)) {
      return bundled();
    }
    if (name.startsWith(HubCache.SCHEME)) {
      return HubCache.of(System.getenv()).snapshot(name);
    }
    return S3Uri.is(name) ? bucket(name, wanted) : local(name);
  }

  private Path bucket(String name, Predicate<String> wanted) {
    try {
      return cache.folder(S3Uri.parse(ModelReference.FIELD, name), wanted);
    } catch (EmendException e) {
      throw e.code() == ErrorCode.OBJECT_NOT_FOUND ? notFound("must be in the store", name) : e;
    }
  }

  private static Path local(String name) {
    Path directory = Path.of(name);
    if (!Files.isDirectory(directory)) {
      throw notFound(
          "must be "
              + ModelReference.BUNDLED
              + ", hf://ORG/NAME, s3://BUCKET/PREFIX or a directory",
          name);
    }
    return directory;
  }

  private static EmendException notFound(String rule, String name) {
    return new EmendException(
        ErrorCode.MODEL_NOT_FOUND,
        "model " + rule + ", was " + name,
        Map.of("field", ModelReference.FIELD, "rule", rule, "value", name));
  }

  /** Copied out once where it only lies in a jar, since weights are mapped. */
  private synchronized Path bundled() {
    if (bundled == null) {
      Path unpacked = besideTheJar(System.getProperty("java.class.path"));
      bundled = Files.isDirectory(unpacked) ? unpacked : unpack();
    }
    return bundled;
  }

  /** Where an image has it unpacked: {@code models/emend-tiny} in the folder of the app's jar. */
  private static Path besideTheJar(String classPath) {
    String jar = classPath.split(File.pathSeparator, 2)[0];
    return Path.of(jar).resolveSibling("models").resolve(ModelReference.BUNDLED);
  }

  private static Path unpack() {
    try {
      Path directory = Files.createTempDirectory(ModelReference.BUNDLED);
      // First, since what is deleted at the exit goes in reverse.
      directory.toFile().deleteOnExit();
      for (String file : BUNDLED_FILES) {
        try (InputStream in =
            ModelFiles.class.getResourceAsStream(
                "/models/" + ModelReference.BUNDLED + "/" + file)) {
          Files.copy(in, directory.resolve(file));
        }
        directory.resolve(file).toFile().deleteOnExit();
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
