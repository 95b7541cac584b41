package io.emend.model.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where the first frame of a GIF stands on its canvas (GIF89a, sections 18 to 23).
 *
 * @param canvasWidth grows where a frame sticks out, as Pillow's does
 * @param fill colour 0xRRGGBB of what the frame leaves open: the transparent entry, else entry 0
 */
record GifFrame(int canvasWidth, int canvasHeight, int left, int top, int fill) {
  private static final int IMAGE = 0x2c;
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xf9;

  /** Fails unless the frame's data reach their end mark. */
  static GifFrame of(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    PictureData.require(bytes.length > 13, "the GIF header is cut");
    int flags = in.get(10);
    int palette = 13;
    in.position(13 + paletteBytes(flags));
    int transparent = 0;
    int kind = in.get();
    while (kind == EXTENSION) {
      boolean control = (in.get() & 0xff) == GRAPHIC_CONTROL;
      if (control && (in.get(in.position() + 1) & 1) == 1) {
        transparent = in.get(in.position() + 4) & 0xff;
      }
      skipBlocks(in);
      kind = in.get();
    }
    PictureData.require(kind == IMAGE, "the GIF file has no picture");
    return frame(in, palette, flags, transparent);
  }

  private static GifFrame frame(ByteBuffer in, int global, int globalFlags, int entry)
      throws IOException {
    int left = in.getShort() & 0xffff;
    int top = in.getShort() & 0xffff;
    int width = Math.max(in.getShort(6) & 0xffff, left + (in.getShort() & 0xffff));
    int height = Math.max(in.getShort(8) & 0xffff, top + (in.getShort() & 0xffff));
    int flags = in.get();
    int palette = flags < 0 ? in.position() : global;
    int size = paletteBytes(flags < 0 ? flags : globalFlags);
    in.position(in.position() + paletteBytes(flags) + 1);
    skipBlocks(in);
    return new GifFrame(width, height, left, top, 3 * entry < size ? rgb(in, palette, entry) : 0);
  }

  private static int paletteBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
  }

  private static int rgb(ByteBuffer in, int palette, int entry) {
    int at = palette + 3 * entry;
    return (in.get(at) & 0xff) << 16 | (in.get(at + 1) & 0xff) << 8 | in.get(at + 2) & 0xff;
  }

  private static void skipBlocks(ByteBuffer in) {
    for (int length = in.get() & 0xff; length > 0; length = in.get() & 0xff) {
      in.position(in.position() + length);
    }
  }
}
