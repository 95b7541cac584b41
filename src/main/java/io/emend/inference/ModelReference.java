package io.emend.inference;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a model's name stands for: the bundled model, one of the hub's cache, or a directory. */
public record ModelReference(String name) {
  public static final String BUNDLED = "emend-tiny";
  private static final List<String> FILES =
      List.of(
          "config.json",
          "generation_config.json",
          "model.safetensors",
          "preprocessor_config.json",
          "processor_config.json",
          "chat_template.jinja",
          "tokenizer.json",
          "tokenizer_config.json");

  /**
   * The model's id in the API: the bundled name, or the last part of the hub's or the directory's.
   */
  public String id() {
    if (name.startsWith(HubCache.SCHEME)) {
      return HubCache.id(name);
    }
    return name.equals(BUNDLED) ? BUNDLED : Path.of(name).toAbsolutePath().getFileName().toString();
  }

  /**
   * A directory with the checkpoint; the bundled one is copied out, since weights are mapped.
   *
   * @throws EmendException {@code model_not_found}
   */
  public Path directory() {
    if (name.equals(BUNDLED)) {
      return unpack();
    }
    if (name.startsWith(HubCache.SCHEME)) {
      return HubCache.of(System.getenv()).snapshot(name);
    }
    Path directory = Path.of(name);
    if (!Files.isDirectory(directory)) {
      throw new EmendException(
          ErrorCode.MODEL_NOT_FOUND,
          "model must be " + BUNDLED + ", hf://ORG/NAME or a directory, was " + name,
          Map.of("field", "model", "value", name));
    }
    return directory;
  }

  private static Path unpack() {
    try {
      Path directory = Files.createTempDirectory("emend-tiny");
      // First, since what is deleted at the exit goes in reverse.
      directory.toFile().deleteOnExit();
      for (String file : FILES) {
        try (InputStream in =
            ModelReference.class.getResourceAsStream("/models/" + BUNDLED + "/" + file)) {
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
