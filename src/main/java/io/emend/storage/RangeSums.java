package io.emend.storage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * CRC-32C of a file's ranges: they tell damage, not forgery, and cost a tenth of a SHA-256.
 *
 * @param values one a range, in order
 */
public record RangeSums(@JsonValue List<Integer> values) {
  /** Bytes of a range but the last; large enough that its first byte costs little of its time. */
  public static final int RANGE = 16 << 20;

  private static final int BUFFER = 1 << 20;

  @JsonCreator
  public RangeSums {
    values = List.copyOf(values);
  }

  public static RangeSums of(Path file) throws IOException {
    List<Integer> sums = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    try (FileChannel channel = FileChannel.open(file)) {
      for (long at = 0; at < channel.size(); at += RANGE) {
        sums.add(range(channel, at, buffer));
      }
    }
    return new RangeSums(sums);
  }

  private static int range(FileChannel channel, long offset, ByteBuffer buffer) throws IOException {
    CRC32C sum = new CRC32C();
    long end = Math.min(channel.size(), offset + RANGE);
    for (long at = offset; at < end; at += buffer.position()) {
      buffer.clear().limit((int) Math.min(BUFFER, end - at));
      if (channel.read(buffer, at) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
      buffer.flip();
      sum.update(buffer);
    }
    return (int) sum.getValue();
  }
}
