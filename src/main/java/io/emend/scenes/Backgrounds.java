package io.emend.scenes;

import java.util.List;
import java.util.random.RandomGenerator;

/** The backgrounds that a domain draws from, dark or light so that every colour stands out. */
public enum Backgrounds {
  /** One grey. */
  FLAT(List.of(Texture.FLAT), new Range(0, 0)),
  /** Gradients, stripes and checks of two tinted greys. */
  TEXTURED(List.of(Texture.GRADIENT, Texture.STRIPES, Texture.CHECKS), new Range(0, 24));

  private static final Range DARK = new Range(15, 64);
  private static final Range LIGHT = new Range(195, 244);
  private static final Range PERIOD = new Range(4, 9);

  private final List<Texture> textures;
  private final Range tint;

  Backgrounds(List<Texture> textures, Range tint) {
    this.textures = textures;
    this.tint = tint;
  }

  Background draw(RandomGenerator random) {
    Range level = random.nextBoolean() ? DARK : LIGHT;
    Texture texture = Words.pick(random, textures);
    return new Background(texture, color(level, random), color(level, random), PERIOD.draw(random));
  }

  private int color(Range level, RandomGenerator random) {
    int grey = Pixels.grey(level.draw(random));
    return Pixels.shifted(grey, tint.draw(random), tint.draw(random), tint.draw(random));
  }
}
