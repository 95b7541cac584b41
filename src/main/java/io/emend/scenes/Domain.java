package io.emend.scenes;

import io.emend.scenes.picture.Backgrounds;
import io.emend.scenes.picture.Light;

/**
 * Where pictures come from: {@code plain} is what the bundled model is trained on, {@code crowded}
 * a deployment that has drifted from it.
 */
public enum Domain implements Named {
  /** Few large shapes on flat grey. */
  PLAIN(
      new DomainStyle(
          new Range(1, 4),
          new Range(8, 9),
          new Range(12, 13),
          95,
          Backgrounds.FLAT,
          Light.WHITE,
          4,
          true)),
  /** More shapes, on gradients and patterns, under the yellow light of a lamp. */
  CROWDED(
      new DomainStyle(
          new Range(4, 6),
          new Range(8, 9),
          new Range(12, 13),
          95,
          Backgrounds.TEXTURED,
          new Light(100, 65, 50),
          4,
          true));

  private final DomainStyle style;

  Domain(DomainStyle style) {
    this.style = style;
  }

  public DomainStyle style() {
    return style;
  }
}
