package io.emend.model.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Small files that would cost a decoder much memory or time. */
public final class Bombs {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  private Bombs() {}

  /** A header of that size over a picture of few bytes. */
  public static byte[] png(int width, int height) {
    return png(width, height, new byte[0], deflated(1000));
  }

  /** A picture of one pixel beside compressed text of that length. */
  public static byte[] pngWithText(int unpacked) {
    byte[] text = join("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1), deflated(unpacked));
    return png(1, 1, chunk("zTXt", text), deflated(4));
  }

  /** A picture of one pixel whose data unpack to that many bytes. */
  public static byte[] pngWithMoreData(int unpacked) {
    return png(1, 1, new byte[0], deflated(unpacked));
  }

  private static byte[] png(int width, int height, byte[] between, byte[] data) {
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    byte[] end = chunk("IEND", new byte[0]);
    return join(SIGNATURE, chunk("IHDR", header), between, chunk("IDAT", data), end);
  }

  private static byte[] chunk(String name, byte[] data) {
    byte[] named = join(name.getBytes(StandardCharsets.ISO_8859_1), data);
    CRC32 crc = new CRC32();
    crc.update(named);
    return ByteBuffer.allocate(named.length + 8)
        .putInt(data.length)
        .put(named)
        .putInt((int) crc.getValue())
        .array();
  }

  private static byte[] deflated(int zeros) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(new byte[zeros]);
    deflater.finish();
    byte[] out = new byte[zeros / 500 + 100];
    int length = deflater.deflate(out);
    deflater.end();
    return java.util.Arrays.copyOf(out, length);
  }

  /** A screen of that size with a first frame of that size. */
  public static byte[] gif(int screen, int frame, int frames) {
    byte[] head = "GIF89a".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer gif = ByteBuffer.allocate(20 + frames * 16).order(ByteOrder.LITTLE_ENDIAN).put(head);
    gif.putShort((short) screen).putShort((short) screen).put(new byte[] {(byte) 0x80, 0, 0});
    gif.put(new byte[] {0, 0, 0, 9, 9, 9});
    for (int i = 0; i < frames; i++) {
      gif.put((byte) 0x2c).putInt(0).putShort((short) frame).putShort((short) frame).put((byte) 0);
      gif.put(new byte[] {2, 2, 0x44, 1, 0});
    }
    return gif.put((byte) 0x3b).array();
  }

  /** A lossy WebP's frame header of that size, 16383 at most. */
  public static byte[] webp(int side) {
    ByteBuffer webp = ByteBuffer.allocate(12 + 8 + 40).order(ByteOrder.LITTLE_ENDIAN);
    webp.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(52);
    webp.put("WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1)).putInt(40);
    webp.put(new byte[] {0x10, 2, 0, (byte) 0x9d, 1, 0x2a});
    return webp.putShort((short) side).putShort((short) side).array();
  }

  /** A baseline JPEG's frame header of that size, and nothing in the scan. */
  public static byte[] jpeg(int side) {
    ByteBuffer jpeg = ByteBuffer.allocate(2 + 13 + 10 + 2);
    jpeg.putShort((short) 0xffd8).putShort((short) 0xffc0).putShort((short) 11).put((byte) 8);
    jpeg.putShort((short) side).putShort((short) side).put(new byte[] {1, 1, 0x11, 0});
    jpeg.putShort((short) 0xffda).putShort((short) 8).put(new byte[] {1, 1, 0, 0, 63, 0});
    return jpeg.putShort((short) 0xffd9).array();
  }

  /** A Windows bitmap's header of that size. */
  public static byte[] bmp(int side) {
    ByteBuffer bmp = ByteBuffer.allocate(54 + 16).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(70).putInt(0).putInt(54).putInt(40);
    return bmp.putInt(side).putInt(side).putShort((short) 1).putShort((short) 24).array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
