package io.emend.model.weights;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * One safetensors file, mapped tensor by tensor.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
final class SafetensorsFile implements AutoCloseable {
  /** The format's own bound; a longer header is refused before it is read. */
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private final String name;
  private final FileChannel channel;
  private final SafetensorsHeader header;
  private final long dataStart;

  private SafetensorsFile(
      String name, FileChannel channel, SafetensorsHeader header, long dataStart) {
    this.name = name;
    this.channel = channel;
    this.header = header;
    this.dataStart = dataStart;
  }

  static SafetensorsFile open(Path path) {
    String name = path.getFileName().toString();
    if (!Files.isRegularFile(path)) {
      throw EmendException.invalidModel(name, "file", "must exist and be a plain file", "not so");
    }
    try {
      FileChannel channel = FileChannel.open(path);
      try {
        return read(name, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new EmendException(ErrorCode.MODEL_INVALID, name + " cannot be read", e);
    }
  }

  private static SafetensorsFile read(String name, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < 8) {
      throw EmendException.invalidModel(name, "file", "must be 8 bytes or longer", size);
    }
    long length = readAt(name, channel, 0, 8).getLong();
    long most = Math.min(MAX_HEADER_BYTES, size - 8);
    if (length < 2 || length > most) {
      throw EmendException.invalidModel(name, "header length", "must be 2 to " + most, length);
    }
    byte[] json = readAt(name, channel, 8, (int) length).array();
    SafetensorsHeader header = SafetensorsHeader.parse(name, json, size - 8 - length);
    return new SafetensorsFile(name, channel, header, 8 + length);
  }

  private static ByteBuffer readAt(String name, FileChannel channel, long at, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw EmendException.invalidModel(name, "file", "must not end early", at);
      }
    }
    return buffer.flip();
  }

  Set<String> names() {
    return header.tensors().keySet();
  }

  Map<String, TensorEntry> entries() {
    return header.tensors();
  }

  TensorView tensor(String tensor) {
    TensorEntry entry = header.tensors().get(tensor);
    if (!entry.type().isWeight()) {
      throw EmendException.invalidModel(name, tensor, "must be F32, F16 or BF16", entry.type());
    }
    if (entry.bytes() > Integer.MAX_VALUE) {
      throw EmendException.invalidModel(
          name, tensor, "must have under 2 GiB to be mapped", entry.bytes());
    }
    try {
      // A file cut short since it was opened would kill the JVM at the first touch of its pages.
      if (channel.size() < dataStart + entry.end()) {
        throw EmendException.invalidModel(name, tensor, "must lie within the file", channel.size());
      }
      ByteBuffer bytes = channel.map(MapMode.READ_ONLY, dataStart + entry.begin(), entry.bytes());
      return new TensorView(
          tensor, entry.type(), entry.shape(), bytes.order(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException e) {
      throw new EmendException(
          ErrorCode.MODEL_INVALID, name + ": " + tensor + " cannot be mapped", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EmendException(ErrorCode.MODEL_INVALID, name + " cannot be closed", e);
    }
  }
}
