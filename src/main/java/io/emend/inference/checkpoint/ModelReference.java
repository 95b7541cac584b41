package io.emend.inference.checkpoint;

import io.emend.error.EmendException;
import io.emend.storage.s3.S3Uri;
import java.nio.file.Path;

/**
 * What a model is called: {@code emend-tiny}, the bundled one, {@code hf://ORG/NAME[@REVISION]} in
 * the hub's cache, {@code s3://BUCKET/PREFIX}, or a directory.
 */
public record ModelReference(String name) {
  public static final String BUNDLED = "emend-tiny";
  static final String FIELD = "model";

  public ModelReference {
    EmendException.require(
        !name.isBlank() && name.indexOf(0) < 0,
        FIELD,
        "must be a name, a URL or a directory",
        name);
  }

  /** The model's id in the API: the bundled name, or the last part of any other. */
  public String id() {
    if (name.startsWith(HubCache.SCHEME)) {
      return HubCache.id(name);
    }
    if (S3Uri.is(name)) {
      return S3Uri.parse(FIELD, name).last();
    }
    return name.equals(BUNDLED) ? BUNDLED : Path.of(name).toAbsolutePath().getFileName().toString();
  }
}
