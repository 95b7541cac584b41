package io.emend.inference.image;

import io.emend.error.EmendException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Bytes that stand in a URL themselves, after RFC 2397. */
final class DataUrl {
  private static final String BASE64 = ";base64";

  private DataUrl() {}

  /**
   * @param url whose text is base64 in either alphabet, with or without its padding
   */
  static byte[] bytes(String url) {
    int comma = url.indexOf(',');
    if (comma < 0 || !url.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(BASE64)) {
      throw EmendException.invalid("image", "must be a base64 data: URL", url);
    }
    String text = unescaped(url, comma + 1).replaceAll("\\s", "");
    boolean urlSafe = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
    try {
      return (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
    } catch (IllegalArgumentException e) {
      throw EmendException.invalid("image", "must be valid base64", url);
    }
  }

  /** A plus sign stands for itself in this kind of URL. */
  private static String unescaped(String url, int from) {
    String text = url.substring(from);
    if (text.indexOf('%') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw EmendException.invalid("image", "must be valid base64", url);
    }
  }
}
