package io.emend.model;

/**
 * A picture as a family's tower reads it. What it holds concerns the processor that made it and the
 * tower alone; to all between them it is its digest.
 */
public interface PixelValues {

  /** SHA-256 of the picture's bytes in hex; equal digests mean equal pictures. */
  String digest();
}
