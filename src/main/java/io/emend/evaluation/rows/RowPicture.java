package io.emend.evaluation.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An encoded picture of a row, not read yet: bytes, a struct of {@code bytes} and {@code path}, a
 * {@code data:} URL, base64, or a path below the source's folder.
 *
 * @param field that gives it
 * @param value as the row has it
 */
public record RowPicture(SourcePlace place, Path folder, String field, Object value) {
  static final String FIELD = "image";

  /** VLMEvalKit takes an image of at most so many characters for another row's index. */
  static final int LONGEST_NAME = 64;

  /**
   * The picture's bytes, of whatever format.
   *
   * @throws io.emend.error.EmendException {@code source_invalid} where there is none
   */
  public byte[] bytes() {
    Object found = found(value);
    if (!(found instanceof Path path)) {
      return (byte[]) found;
    }
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw unreadable(String.valueOf(value));
    }
  }

  /**
   * Looks whether there is a picture without reading its file.
   *
   * @throws io.emend.error.EmendException as {@link #bytes}
   */
  public void check() {
    if (found(value) instanceof Path path && !Files.isReadable(path)) {
      throw unreadable(String.valueOf(value));
    }
  }

  /** Equal for the same picture, or the same pictures, given in the same way. */
  static int likeness(Object given) {
    if (given instanceof Map<?, ?> struct) {
      Object bytes = struct.get("bytes");
      return likeness(bytes == null ? struct.get("path") : bytes);
    }
    if (given instanceof List<?> list) {
      return list.size() == 1
          ? likeness(list.get(0))
          : list.stream().map(RowPicture::likeness).toList().hashCode();
    }
    return given instanceof byte[] bytes ? Arrays.hashCode(bytes) : Objects.hashCode(given);
  }

  /** Bytes, or the path of a file. */
  private Object found(Object given) {
    if (given instanceof byte[] bytes && bytes.length > 0) {
      return bytes;
    }
    if (given instanceof Map<?, ?> struct) {
      Object bytes = struct.get("bytes");
      return found(bytes == null ? struct.get("path") : bytes);
    }
    if (given instanceof List<?> list) {
      if (list.size() != 1) {
        throw place.invalid(field, "must hold one picture: several belong in images", list.size());
      }
      return found(list.get(0));
    }
    if (given instanceof String text && !text.isBlank()) {
      return text.startsWith("data:") ? data(text) : named(text.strip());
    }
    throw place.invalid(field, "must hold a picture", given);
  }

  private byte[] data(String url) {
    int comma = url.indexOf(',');
    if (comma < 0 || !url.substring(0, comma).endsWith(";base64")) {
      throw place.invalid(field, "must be a base64 data: URL", url);
    }
    return base64(url.substring(comma + 1))
        .orElseThrow(() -> place.invalid(field, "must be base64", url));
  }

  private Object named(String text) {
    Optional<Path> file = file(text);
    if (file.isPresent()) {
      return file.get();
    }
    if (text.length() <= LONGEST_NAME) {
      throw unreadable(text);
    }
    return base64(text)
        .orElseThrow(
            () -> place.invalid(field, "is neither base64 nor the path of a readable file", text));
  }

  /** Strictly: a decoder that passes over what it does not know makes a picture of anything. */
  private static Optional<byte[]> base64(String text) {
    String plain = text.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
    try {
      return Optional.of(Base64.getDecoder().decode(plain)).filter(bytes -> bytes.length > 0);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Path> file(String text) {
    try {
      Path root = folder.toAbsolutePath().normalize();
      Path picture = root.resolve(text).normalize();
      if (picture.startsWith(root)) {
        return Optional.of(picture).filter(Files::isRegularFile);
      }
      if (text.length() <= LONGEST_NAME || Files.isRegularFile(picture)) {
        throw place.invalid(field, "must be a path below the source's folder", text);
      }
      return Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private RuntimeException unreadable(String text) {
    return place.invalid(field, "must be a data: URL or the path of a readable file", text);
  }
}
