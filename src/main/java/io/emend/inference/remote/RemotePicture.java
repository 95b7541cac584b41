package io.emend.inference.remote;

import io.emend.inference.chat.ChatPicture;
import io.emend.model.image.ImageType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/**
 * A picture as a request carries it.
 *
 * @param url {@code data:} with the picture's bytes
 */
record RemotePicture(String url) implements ChatPicture {
  private static final int BIT_DEPTH = 24;
  private static final int COLOUR_TYPE = 25;
  private static final int GREY = 0;
  private static final int RGB = 2;

  /**
   * As it came where all servers see in it what is seen here; else, as with transparency, in
   * colours by palette or in types that not all of them read, as what is seen here.
   */
  static RemotePicture of(byte[] encoded, BufferedImage decoded) {
    ImageType type = ImageType.of(encoded);
    boolean plain = type == ImageType.JPEG || type == ImageType.PNG && isPlain(encoded);
    return plain ? of(type, encoded) : of(ImageType.PNG, png(decoded));
  }

  private static RemotePicture of(ImageType type, byte[] bytes) {
    String base64 = Base64.getEncoder().encodeToString(bytes);
    return new RemotePicture("data:" + type.mediaType() + ";base64," + base64);
  }

  private static boolean isPlain(byte[] png) {
    return png[BIT_DEPTH] == Byte.SIZE && (png[COLOUR_TYPE] == GREY || png[COLOUR_TYPE] == RGB);
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
