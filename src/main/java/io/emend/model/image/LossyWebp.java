package io.emend.model.image;

import com.twelvemonkeys.imageio.plugins.webp.vp8.VP8Frame;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * The planes of a lossy WebP picture, put together as libwebp does, whose output Pillow shows:
 * colour samples are interpolated ("fancy upsampling") and BT.601 is computed in integers. The
 * plugin gives four pixels one colour sample, which is up to 67 levels off at edges.
 *
 * @param y luma, grey, of the picture's size
 * @param u blue difference, grey, of the same size: a sample stands in the four pixels it covers
 * @param v red difference, alike
 */
record LossyWebp(BufferedImage y, BufferedImage u, BufferedImage v) {
  /** The plugin keeps up to 67 bytes a pixel while it reads: 6 megapixels took under 400 MB. */
  static final long MOST_PIXELS = 16_000_000;

  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;

  static boolean is(byte[] simpleFile) {
    return simpleFile[RIFF_HEADER + 3] == ' ';
  }

  static BufferedImage read(ImageInputStream simpleFile, int width, int height) throws IOException {
    simpleFile.seek(RIFF_HEADER + CHUNK_HEADER);
    VP8Frame frame = new VP8Frame(simpleFile, false);
    WritableRaster unused =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 3, null);
    PictureData.require(frame.decode(unused, null), "the WebP picture is no key frame");
    return new LossyWebp(
            frame.getDebugImageYBuffer(),
            frame.getDebugImageUBuffer(),
            frame.getDebugImageVBuffer())
        .rgb();
  }

  private BufferedImage rgb() {
    BufferedImage rgb = RgbConversion.canvas(y.getWidth(), y.getHeight());
    for (int row = 0; row < y.getHeight(); row++) {
      for (int column = 0; column < y.getWidth(); column++) {
        int luma = (y.getRGB(column, row) & 0xff) * 19077 >> 8;
        int blue = interpolated(u, column, row);
        int red = interpolated(v, column, row);
        int r = level(luma + (red * 26149 >> 8) - 14234);
        int g = level(luma - (blue * 6419 >> 8) - (red * 13320 >> 8) + 8708);
        int b = level(luma + (blue * 33050 >> 8) - 17685);
        rgb.setRGB(column, row, r << 16 | g << 8 | b);
      }
    }
    return rgb;
  }

  /** Nine, three, three and one sixteenths of the nearest samples, rounded as libwebp rounds. */
  private static int interpolated(BufferedImage plane, int x, int y) {
    int besideX = beside(x, plane.getWidth());
    int besideY = beside(y, plane.getHeight());
    int own = plane.getRGB(x, y) & 0xff;
    int across = plane.getRGB(besideX, y) & 0xff;
    int along = plane.getRGB(x, besideY) & 0xff;
    int diagonal = plane.getRGB(besideX, besideY) & 0xff;
    int mixed = own + 3 * across + 3 * along + diagonal + 8 >> 3;
    return mixed + own >> 1;
  }

  /** A pixel of the nearest other sample: left of an even pixel, right of an odd one. */
  private static int beside(int at, int size) {
    int other = at % 2 == 0 ? at - 1 : at + 1;
    return other < 0 || other >= size ? at : other;
  }

  /** Clipped to 0 to 255, without the six bits of fraction. */
  private static int level(int value) {
    return Math.max(0, Math.min(255, value >> 6));
  }
}
