package io.emend.scenes.picture;

import io.emend.scenes.Range;
import io.emend.scenes.Words;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The backgrounds that a domain draws from, darker than the colours of objects: an edge then looks
 * alike to the first layer of a tower whatever the colour, so that shapes do not depend on it.
 */
public enum Backgrounds {
  /** One grey. */
  FLAT(List.of(Texture.FLAT), new Range(0, 0), new Range(15, 64)),
  /** Gradients, stripes and checks of two tinted greys. */
  TEXTURED(
      List.of(Texture.GRADIENT, Texture.STRIPES, Texture.CHECKS),
      new Range(0, 12),
      new Range(15, 64));

  private static final Range PERIOD = new Range(4, 9);

  private final List<Texture> textures;
  private final Range tint;
  private final Range level;

  Backgrounds(List<Texture> textures, Range tint, Range level) {
    this.textures = textures;
    this.tint = tint;
    this.level = level;
  }

  public Background draw(RandomGenerator random) {
    Texture texture = Words.pick(random, textures);
    return new Background(texture, color(random), color(random), PERIOD.draw(random));
  }

  private int color(RandomGenerator random) {
    int grey = Pixels.grey(level.draw(random));
    return Pixels.shifted(grey, tint.draw(random), tint.draw(random), tint.draw(random));
  }
}
