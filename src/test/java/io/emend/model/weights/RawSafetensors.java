package io.emend.model.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Files as an attacker or a broken writer would make them. */
final class RawSafetensors {
  private RawSafetensors() {}

  /** Length, header as it stands, and as many zero bytes of data. */
  static byte[] bytes(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return withLength(json.length, header, dataBytes);
  }

  /** As {@link #bytes}, but claiming another length of the header. */
  static byte[] withLength(long length, String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(json)
        .array();
  }

  static Path file(Path directory, String name, byte[] bytes) {
    try {
      return Files.write(directory.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file with the given one-dimensional f32 tensors. */
  static Path valid(Path directory, String name, Map<String, float[]> tensors) {
    Map<String, TensorView> views = new TreeMap<>();
    tensors.forEach((tensor, values) -> views.put(tensor, f32(tensor, values)));
    Path path = directory.resolve(name);
    SafetensorsWriter.write(path, views);
    return path;
  }

  static TensorView f32(String name, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new TensorView(name, TensorType.F32, new long[] {values.length}, bytes);
  }
}
