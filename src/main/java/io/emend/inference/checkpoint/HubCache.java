package io.emend.inference.checkpoint;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checkpoints that Hugging Face's tools have downloaded to this machine, in the layout of
 * huggingface_hub: {@code models--ORG--NAME/refs/REVISION} holds a commit, {@code
 * models--ORG--NAME/snapshots/COMMIT} its files.
 */
record HubCache(Path folder) {
  static final String SCHEME = "hf://";
  private static final String MAIN = "main";
  private static final Pattern REFERENCE =
      Pattern.compile("hf://([\\w][\\w.-]*)/([\\w][\\w.-]*)(?:@([\\w][\\w.-]*))?");

  /** Where huggingface_hub keeps it: by its environment variables, or in the user's home. */
  static HubCache of(Map<String, String> environment) {
    Optional<String> cache = Optional.ofNullable(environment.get("HF_HUB_CACHE"));
    Path home =
        Optional.ofNullable(environment.get("HF_HOME"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "huggingface"));
    return new HubCache(cache.map(Path::of).orElseGet(() -> home.resolve("hub")));
  }

  /** The model alone: {@code NAME}. */
  static String id(String reference) {
    return parts(reference).group(2);
  }

  /**
   * The directory of a snapshot.
   *
   * @param reference {@code hf://ORG/NAME[@REVISION]}
   * @throws EmendException {@code model_not_found}: malformed, or not downloaded
   */
  Path snapshot(String reference) {
    Matcher parts = parts(reference);
    String organisation = parts.group(1);
    String name = parts.group(2);
    String revision = Optional.ofNullable(parts.group(3)).orElse(MAIN);
    Path model = folder.resolve("models--" + organisation + "--" + name);
    Path snapshot = model.resolve("snapshots").resolve(commit(model, revision));
    if (!Files.isDirectory(snapshot)) {
      String repository = organisation + "/" + name;
      throw refused(
          reference,
          "is not in the cache at "
              + folder
              + "; download it with: hf download "
              + repository
              + " --revision "
              + revision);
    }
    return snapshot;
  }

  private static String commit(Path model, String revision) {
    Path ref = model.resolve("refs").resolve(revision);
    try {
      return Files.isRegularFile(ref) ? Files.readString(ref).strip() : revision;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Matcher parts(String reference) {
    Matcher parts = REFERENCE.matcher(reference);
    if (!parts.matches()) {
      throw refused(reference, "must be hf://ORG/NAME or hf://ORG/NAME@REVISION");
    }
    return parts;
  }

  private static EmendException refused(String reference, String rule) {
    return new EmendException(
        ErrorCode.MODEL_NOT_FOUND,
        "model " + rule + ", was " + reference,
        Map.of("field", "model", "rule", rule, "value", reference));
  }
}
