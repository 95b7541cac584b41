package io.emend.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The encoded picture that a row's field gives: bytes, a struct of {@code bytes} and {@code path},
 * a {@code data:} URL, or a path below the source's folder.
 */
record RowPicture(SourcePlace place, Path folder) {

  byte[] of(String field, Object value) {
    if (value instanceof byte[] bytes && bytes.length > 0) {
      return bytes;
    }
    if (value instanceof Map<?, ?> struct) {
      Object bytes = struct.get("bytes");
      return of(field, bytes == null ? struct.get("path") : bytes);
    }
    if (value instanceof List<?> list) {
      return single(field, list);
    }
    if (value instanceof String text && !text.isBlank()) {
      return text.startsWith("data:") ? data(field, text) : file(field, text);
    }
    throw place.invalid(field, "must hold a picture", value);
  }

  private byte[] single(String field, List<?> pictures) {
    if (pictures.size() != 1) {
      throw place.invalid(field, "must hold one picture", pictures.size());
    }
    return of(field, pictures.get(0));
  }

  private byte[] data(String field, String url) {
    int comma = url.indexOf(',');
    if (comma < 0 || !url.substring(0, comma).endsWith(";base64")) {
      throw place.invalid(field, "must be a base64 data: URL", url);
    }
    return base64(field, url.substring(comma + 1));
  }

  byte[] base64(String field, String text) {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw place.invalid(field, "must be base64", text);
    }
  }

  private byte[] file(String field, String text) {
    try {
      Path root = folder.toAbsolutePath().normalize();
      Path picture = root.resolve(text).normalize();
      if (!picture.startsWith(root)) {
        throw place.invalid(field, "must be a path below the source's folder", text);
      }
      return Files.readAllBytes(picture);
    } catch (IOException | InvalidPathException e) {
      throw place.invalid(field, "must be a data: URL or the path of a readable file", text);
    }
  }
}
