package io.emend.model.weights;

/**
 * Where a tensor lies in its file.
 *
 * @param begin first byte, counted from the end of the header
 * @param end byte after the last
 */
public record TensorEntry(String name, TensorType type, long[] shape, long begin, long end) {

  public long bytes() {
    return end - begin;
  }

  /** Product of the shape. */
  public long elements() {
    return bytes() / type.bytes();
  }
}
