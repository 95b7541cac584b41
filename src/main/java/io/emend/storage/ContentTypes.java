package io.emend.storage;

import java.util.Map;

/** Content types of this project's objects, by the ending of their keys. */
public final class ContentTypes {
  static final String UNKNOWN = "application/octet-stream";

  private static final Map<String, String> BY_ENDING =
      Map.of(
          "json", "application/json",
          "jsonl", "application/jsonl",
          "html", "text/html",
          "log", "text/plain",
          "png", "image/png",
          "jpg", "image/jpeg",
          "webp", "image/webp");

  private ContentTypes() {}

  public static String of(ObjectKey key) {
    String name = key.value();
    return BY_ENDING.getOrDefault(name.substring(name.lastIndexOf('.') + 1), UNKNOWN);
  }
}
