package io.emend.model.image;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The parts of a file that hold its pixels, checked for being whole. Text, profiles, alpha planes
 * and animations are left out before a decoder sees the file: they cost memory and time that no
 * limit on pixels bounds, and one decoder never returns from a cut alpha plane.
 */
final class PictureData {
  private static final Set<String> PNG_PARTS = Set.of("IHDR", "PLTE", "IDAT", "IEND");
  private static final Set<String> PNG_EXIF = Set.of("IHDR", "eXIf", "IEND");
  private static final Set<String> WEBP_PARTS = Set.of("VP8 ", "VP8L");
  private static final Set<String> WEBP_EXIF = Set.of("EXIF");

  /** A progressive JPEG has about ten; each costs a pass over all pixels and some ten bytes. */
  private static final int MOST_SCANS = 100;

  private static final int PNG_SIGNATURE = 8;
  private static final int RIFF_HEADER = 12;

  /** Zeros behind a WebP picture for its decoders, which read some bytes ahead. */
  private static final int LOOK_AHEAD = 64;

  private PictureData() {}

  static byte[] of(ImageType type, byte[] bytes) throws IOException {
    return switch (type) {
      case PNG -> png(bytes, PNG_PARTS);
      case WEBP -> webp(bytes, WEBP_PARTS);
      case JPEG -> jpeg(bytes);
      case GIF -> gif(bytes);
      case BMP -> bmp(bytes);
    };
  }

  /** The file with its EXIF part and no other that a reader of metadata would unpack or parse. */
  static byte[] exif(ImageType type, byte[] bytes) throws IOException {
    return switch (type) {
      case PNG -> png(bytes, PNG_EXIF);
      case WEBP -> webp(bytes, WEBP_EXIF);
      case JPEG, GIF, BMP -> bytes;
    };
  }

  private static byte[] png(byte[] bytes, Set<String> wanted) throws IOException {
    ByteArrayOutputStream parts = new ByteArrayOutputStream(bytes.length);
    parts.write(bytes, 0, PNG_SIGNATURE);
    int at = PNG_SIGNATURE;
    String name = "";
    while (!name.equals("IEND")) {
      require(at + 12L <= bytes.length, "a PNG chunk is missing");
      int length = ByteBuffer.wrap(bytes).getInt(at);
      require(length >= 0 && at + 12L + length <= bytes.length, "a PNG chunk is cut");
      name = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (wanted.contains(name)) {
        CRC32 crc = new CRC32();
        crc.update(bytes, at + 4, length + 4);
        int stored = ByteBuffer.wrap(bytes).getInt(at + 8 + length);
        require((int) crc.getValue() == stored, "a PNG checksum is wrong");
        parts.write(bytes, at, 12 + length);
      }
      at += 12 + length;
    }
    return parts.toByteArray();
  }

  /** The first chunk wanted, as a simple file; in an animation pixels stand inside a frame. */
  private static byte[] webp(byte[] bytes, Set<String> wanted) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    require(in.capacity() >= 20 && in.getInt(4) + 8L <= bytes.length, "the WebP file is cut");
    int at = RIFF_HEADER;
    while (at + 8L <= bytes.length) {
      String name = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
      int length = in.getInt(at + 4);
      require(length >= 0 && at + 8L + length <= bytes.length, "a WebP chunk is cut");
      if (wanted.contains(name)) {
        return simpleWebp(bytes, at, 8 + length);
      }
      at += name.equals("ANMF") ? 8 + 16 : 8 + length + (length & 1);
    }
    throw new EOFException("the WebP file has no part " + wanted);
  }

  private static byte[] simpleWebp(byte[] bytes, int at, int length) {
    int padded = length + (length & 1);
    ByteBuffer file =
        ByteBuffer.allocate(RIFF_HEADER + padded + LOOK_AHEAD).order(ByteOrder.LITTLE_ENDIAN);
    file.put(bytes, 0, 4).putInt(4 + padded).put(bytes, 8, 4).put(bytes, at, length);
    return file.array();
  }

  private static byte[] jpeg(byte[] bytes) throws IOException {
    JpegFrame frame = JpegFrame.of(bytes);
    require(frame.whole(), "the JPEG file has no end marker");
    require(frame.scans() <= MOST_SCANS, "the JPEG file has over " + MOST_SCANS + " scans");
    return bytes;
  }

  private static byte[] gif(byte[] bytes) throws IOException {
    GifFrame.of(bytes);
    return bytes;
  }

  private static byte[] bmp(byte[] bytes) throws IOException {
    require(bytes.length >= 26, "the BMP header is cut");
    return bytes;
  }

  static void require(boolean holds, String problem) throws IOException {
    if (!holds) {
      throw new EOFException(problem);
    }
  }
}
