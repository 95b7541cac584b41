package io.emend.model;

/** Projected features of one picture on the device, (length, hidden). Closing frees the memory. */
public interface ImageFeatures extends AutoCloseable {

  /** Number of image tokens these features stand for. */
  int length();

  /** What they take on the device. */
  long bytes();

  @Override
  void close();
}
