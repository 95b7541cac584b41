package io.emend.model.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Picture types that are read, told by their first bytes and never by a name or a header. */
public enum ImageType {
  PNG("image/png"),
  JPEG("image/jpeg"),
  GIF("image/gif"),
  WEBP("image/webp"),
  BMP("image/bmp");

  private final String mediaType;

  ImageType(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /**
   * @throws EmendException {@code image_unsupported} for anything else
   */
  public static ImageType of(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(12, bytes.length), StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return PNG;
    }
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return JPEG;
    }
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
      return GIF;
    }
    if (head.startsWith("RIFF") && head.endsWith("WEBP")) {
      return WEBP;
    }
    if (head.startsWith("BM")) {
      return BMP;
    }
    throw new EmendException(
        ErrorCode.IMAGE_UNSUPPORTED,
        "image must be PNG, JPEG, GIF, WebP or BMP",
        Map.of("field", "image", "rule", "must be PNG, JPEG, GIF, WebP or BMP"));
  }

  /**
   * WebP's plugin is named here since a service lookup sees only some class loaders; the others are
   * Java's own, so that a plugin on the class path cannot change what a picture decodes to.
   */
  ImageReader reader() throws IOException {
    if (this == WEBP) {
      return new WebPImageReaderSpi().createReaderInstance(null);
    }
    Iterator<ImageReader> readers =
        ImageIO.getImageReadersByFormatName(name().toLowerCase(Locale.ROOT));
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
    }
    throw new IOException("this Java runtime does not read " + name());
  }
}
