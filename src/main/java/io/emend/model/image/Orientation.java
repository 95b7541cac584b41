package io.emend.model.image;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.png.PngMetadataReader;
import com.drew.imaging.webp.WebpMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * EXIF orientation, 1 to 8: whether the stored picture is transposed, and mirrored along an axis.
 *
 * @param transposed rows and columns are exchanged
 * @param flipX after that, left and right are
 * @param flipY after that, top and bottom are
 */
record Orientation(boolean transposed, boolean flipX, boolean flipY) {

  /** A picture without a readable tag is upright as it is. */
  static Orientation of(ImageType type, byte[] bytes) {
    int tag = 1;
    try {
      Metadata metadata = metadata(type, new ByteArrayInputStream(PictureData.exif(type, bytes)));
      ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer value = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      tag = value == null ? 1 : value;
    } catch (ImageProcessingException | IOException e) {
      tag = 1;
    }
    return of(tag);
  }

  private static Metadata metadata(ImageType type, InputStream in)
      throws ImageProcessingException, IOException {
    return switch (type) {
      case PNG -> PngMetadataReader.readMetadata(in);
      case JPEG -> JpegMetadataReader.readMetadata(in, List.of(new ExifReader()));
      case WEBP -> WebpMetadataReader.readMetadata(in);
      case GIF, BMP -> new Metadata();
    };
  }

  private static Orientation of(int tag) {
    return switch (tag) {
      case 2 -> new Orientation(false, true, false);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, false, true);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, true, false);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, false, true);
      default -> new Orientation(false, false, false);
    };
  }

  BufferedImage upright(BufferedImage image) {
    if (!transposed && !flipX && !flipY) {
      return image;
    }
    int width = transposed ? image.getHeight() : image.getWidth();
    int height = transposed ? image.getWidth() : image.getHeight();
    BufferedImage upright = RgbConversion.canvas(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int u = flipX ? width - 1 - x : x;
        int v = flipY ? height - 1 - y : y;
        upright.setRGB(x, y, transposed ? image.getRGB(v, u) : image.getRGB(u, v));
      }
    }
    return upright;
  }
}
