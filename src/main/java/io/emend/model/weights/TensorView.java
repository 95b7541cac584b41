package io.emend.model.weights;

import io.emend.error.EmendException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A tensor's bytes, little endian.
 *
 * @param bytes exactly those of the shape; when mapped from a file, valid while the file is whole
 */
public record TensorView(String name, TensorType type, long[] shape, ByteBuffer bytes) {

  /**
   * @throws EmendException {@code invalid_value} when the bytes are not those of the shape
   */
  public TensorView {
    long expected = type.bytes(shape);
    if (bytes.remaining() != expected) {
      throw EmendException.invalid(
          name + ".bytes", "must be " + expected + " for its shape", bytes.remaining());
    }
  }

  /**
   * Where the first value lies that is infinite or no number; empty when all are finite, as those
   * of whole numbers are.
   */
  public OptionalInt firstNotFinite() {
    ByteBuffer values = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    return IntStream.range(0, values.limit() / type.bytes())
        .filter(index -> !type.isFinite(values, index * type.bytes()))
        .findFirst();
  }
}
