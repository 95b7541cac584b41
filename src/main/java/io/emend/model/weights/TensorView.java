package io.emend.model.weights;

import java.nio.ByteBuffer;

/** A tensor's bytes, little endian, mapped from its file: valid while the file is open. */
public record TensorView(String name, TensorType type, long[] shape, ByteBuffer bytes) {}
