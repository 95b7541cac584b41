package io.emend.scenes;

import io.emend.error.EmendException;
import io.emend.scenes.picture.Background;
import java.util.Comparator;
import java.util.List;

/**
 * Everything a picture is painted from.
 *
 * @param objects in reading order: by row, within a row from left to right
 * @param noise strength of the grain, in levels of 255
 * @param grain seed of the grain
 */
public record Scene(List<SceneObject> objects, Background background, int noise, long grain) {
  /** Width and height of a picture in pixels. */
  public static final int SIDE = 64;

  private static final Comparator<SceneObject> READING_ORDER =
      Comparator.<SceneObject>comparingInt(object -> object.cell().row())
          .thenComparingInt(SceneObject::x)
          .thenComparingInt(SceneObject::y);

  public Scene {
    objects = objects.stream().sorted(READING_ORDER).toList();
    if (objects.isEmpty()) {
      throw EmendException.invalid("objects", "must not be empty", objects);
    }
    if (noise < 0 || noise > 64) {
      throw EmendException.invalid("noise", "must be 0 to 64", noise);
    }
  }

  /**
   * What the scene shows, whatever its exact pixels: colour, shape, size and cell of every object.
   * Splits are told apart by it, so a held-out composition is never seen in training, not even
   * moved by a pixel.
   */
  public long signature() {
    return objects.stream()
        .map(object -> object.fullName() + " " + object.place())
        .sorted()
        .mapToLong(Scene::hash)
        .reduce(0, (all, one) -> SceneRandom.mix(all + one));
  }

  /** FNV-1a. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
