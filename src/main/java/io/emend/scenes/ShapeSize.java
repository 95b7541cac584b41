package io.emend.scenes;

/** The two sizes of objects; the radii they stand for belong to the {@link DomainStyle}. */
public enum ShapeSize implements Named {
  SMALL,
  BIG
}
