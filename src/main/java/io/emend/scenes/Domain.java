package io.emend.scenes;

/**
 * Where pictures come from: {@code plain} is what the bundled model is trained on, {@code crowded}
 * a deployment that has drifted from it.
 */
public enum Domain implements Named {
  /** Few large shapes on flat grey. */
  PLAIN(
      new DomainStyle(
          new Range(1, 4), new Range(8, 9), new Range(12, 13), 95, Backgrounds.FLAT, 4, true)),
  /** Many small shapes that overlap, on gradients and patterns, with more grain. */
  CROWDED(
      new DomainStyle(
          new Range(4, 7), new Range(5, 6), new Range(8, 9), 75, Backgrounds.TEXTURED, 8, false));

  private final DomainStyle style;

  Domain(DomainStyle style) {
    this.style = style;
  }

  public DomainStyle style() {
    return style;
  }
}
