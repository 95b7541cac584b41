package io.emend.scenes.picture;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.SceneRandom;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Paints a scene: the background, the objects in reading order, the grain. Thread-safe. */
public final class ScenePainter {
  /** Points a pixel is probed at, along each side. */
  private static final int PROBES = 3;

  private static final int BYTES_OF_A_DRAW = 8;

  /** {@code Scene.SIDE} squared, RGB; the same pixels on every JVM. */
  public BufferedImage paint(Scene scene) {
    int[] pixels = background(scene.background());
    scene.objects().forEach(object -> paint(object, pixels));
    grain(scene, pixels);
    BufferedImage image = new BufferedImage(Scene.SIDE, Scene.SIDE, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, Scene.SIDE, Scene.SIDE, pixels, 0, Scene.SIDE);
    return image;
  }

  /** The picture as a PNG file. */
  public byte[] png(Scene scene) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(paint(scene), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture could not be written to memory", e);
    }
    return bytes.toByteArray();
  }

  private static int[] background(Background background) {
    int[] pixels = new int[Scene.SIDE * Scene.SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = background.rgb(i % Scene.SIDE, i / Scene.SIDE);
    }
    return pixels;
  }

  private static void paint(SceneObject object, int[] pixels) {
    Outline outline = Outline.of(object);
    int reach = object.radius() * 11 / 10 + 1;
    int right = Math.min(Scene.SIDE, object.x() + reach);
    int bottom = Math.min(Scene.SIDE, object.y() + reach);
    for (int y = Math.max(0, object.y() - reach); y < bottom; y++) {
      for (int x = Math.max(0, object.x() - reach); x < right; x++) {
        int hits = hits(outline, x - object.x(), y - object.y());
        int at = y * Scene.SIDE + x;
        pixels[at] = Pixels.blend(pixels[at], object.rgb(), hits, PROBES * PROBES);
      }
    }
  }

  private static int hits(Outline outline, int left, int top) {
    int hits = 0;
    for (int i = 0; i < PROBES * PROBES; i++) {
      int column = i % PROBES;
      int row = i / PROBES;
      double dx = left + (column + 0.5) / PROBES;
      double dy = top + (row + 0.5) / PROBES;
      hits += outline.covers(dx, dy) ? 1 : 0;
    }
    return hits;
  }

  private static void grain(Scene scene, int[] pixels) {
    SceneRandom random = new SceneRandom(scene.grain());
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] =
          Pixels.shifted(
              pixels[i],
              bell(random, scene.noise()),
              bell(random, scene.noise()),
              bell(random, scene.noise()));
    }
  }

  /** The sum of eight bytes is close to a normal draw of deviation 209; whole numbers only. */
  private static int bell(SceneRandom random, int deviation) {
    long bits = random.nextLong();
    int sum = 0;
    for (int i = 0; i < BYTES_OF_A_DRAW; i++) {
      sum += (int) ((bits >>> (8 * i)) & 0xFF);
    }
    return (sum - 1020) * deviation / 209;
  }
}
