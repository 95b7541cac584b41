package io.emend.preference.export;

import java.io.IOException;
import java.io.OutputStream;

/** Where an export goes. Files are written one after the other. */
public interface ExportTarget {

  /**
   * Begins a file; closing the stream ends it.
   *
   * @param path relative, with slashes
   */
  OutputStream file(String path) throws IOException;

  /** Told before the pictures of a split, of which there are so many. */
  default void pictures(int count) {}
}
