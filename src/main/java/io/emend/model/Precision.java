package io.emend.model;

/** Number format that weights and activations have on the device. */
public enum Precision {
  F32(4, 6),
  BF16(2, 15),
  F16(2, 5);

  private final int bytes;
  private final int scalarType;

  Precision(int bytes, int scalarType) {
    this.bytes = bytes;
    this.scalarType = scalarType;
  }

  public int bytes() {
    return bytes;
  }

  /** The number by which TorchScript source names this type. */
  public int scalarType() {
    return scalarType;
  }
}
