package io.emend.preference.export;

import io.emend.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLConnection;

/** Ending of a picture's file name, since other trainers tell pictures by it. */
final class PictureEnding {
  private static final String IMAGE = "image/";

  private PictureEnding() {}

  /** Of the type it was stored with; a store that keeps no types leaves the first bytes to tell. */
  static String of(StoredObject picture) {
    String type = picture.info().contentType();
    String known = type.startsWith(IMAGE) ? type : guessed(picture.content());
    return switch (known) {
      case "image/jpeg" -> ".jpg";
      case "image/png", "image/gif", "image/webp", "image/bmp" ->
          "." + known.substring(IMAGE.length());
      default -> ".img";
    };
  }

  private static String guessed(byte[] content) {
    try {
      String type = URLConnection.guessContentTypeFromStream(new ByteArrayInputStream(content));
      return type == null ? "" : type;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
