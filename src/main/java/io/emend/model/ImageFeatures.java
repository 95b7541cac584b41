package io.emend.model;

/** Projected features of one picture on the device, (length, hidden). Closing frees the memory. */
public interface ImageFeatures extends AutoCloseable {

  /** Number of image tokens these features stand for. */
  int length();

  @Override
  void close();
}
