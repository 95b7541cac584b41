package io.emend.model.weights;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Element types that safetensors files of models hold. */
public enum TensorType {
  F32(4),
  F16(2),
  BF16(2),
  F64(8),
  I64(8),
  I32(4),
  I16(2),
  I8(1),
  U8(1),
  BOOL(1);

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  public int bytes() {
    return bytes;
  }

  /**
   * Bytes of a tensor of this type.
   *
   * @throws ArithmeticException when the product overflows
   */
  long bytes(long... shape) {
    long product = bytes;
    for (long side : shape) {
      product = Math.multiplyExact(product, side);
    }
    return product;
  }

  /** Whether weights may have this type. */
  public boolean isWeight() {
    return this == F32 || this == F16 || this == BF16;
  }

  /** Whether the value at a byte is neither infinite nor no number: not all its exponent is set. */
  boolean isFinite(ByteBuffer values, int at) {
    return switch (this) {
      case F32 -> (values.getInt(at) & 0x7F80_0000) != 0x7F80_0000;
      case F16 -> (values.getShort(at) & 0x7C00) != 0x7C00;
      case BF16 -> (values.getShort(at) & 0x7F80) != 0x7F80;
      case F64 -> Double.isFinite(values.getDouble(at));
      case I64, I32, I16, I8, U8, BOOL -> true;
    };
  }

  static Optional<TensorType> named(String name) {
    for (TensorType type : values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
