package io.emend.scenes;

/** The shapes of objects. */
public enum ShapeKind implements Named {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  STAR;

  public String plural() {
    return word() + "s";
  }
}
