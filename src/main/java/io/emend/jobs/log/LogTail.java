package io.emend.jobs.log;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Reads a growing file by whole lines. Keeps no file open between two reads. */
public final class LogTail {
  private static final int CHUNK = 1 << 16;

  private final Path file;
  private final BooleanSupplier over;
  private final LineBuffer lines = new LineBuffer();
  private long offset;

  /**
   * @param more whether more may come
   */
  public record Chunk(List<String> lines, boolean more) {

    /**
     * All lines there will be, as they come.
     *
     * @param next the lines since the last call; may block
     * @param pause between two calls
     */
    public static Multi<String> lines(Supplier<Chunk> next, Duration pause) {
      return Multi.createBy()
          .repeating()
          .uni(
              () ->
                  Uni.createFrom()
                      .item(next)
                      .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
          .withDelay(pause)
          .whilst(Chunk::more)
          .onItem()
          .transformToIterable(Chunk::lines);
    }
  }

  public LogTail(Path file, BooleanSupplier over) {
    this.file = file;
    this.over = over;
  }

  /** Lines since the last call, at most 64 KiB of them. */
  public Chunk next() {
    // Asked before the read: what is written before the end is read then.
    boolean ended = over.getAsBoolean();
    byte[] bytes = read();
    offset += bytes.length;
    boolean last = ended && bytes.length < CHUNK;
    return new Chunk(lines.add(bytes, last), !last);
  }

  private byte[] read() {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
      channel.position(offset);
      while (buffer.hasRemaining() && channel.read(buffer) > 0) {
        // Until the chunk is full or the file ends.
      }
      byte[] bytes = new byte[buffer.position()];
      buffer.flip().get(bytes);
      return bytes;
    } catch (NoSuchFileException e) {
      // The job waits for its turn.
      return new byte[0];
    } catch (IOException e) {
      throw new EmendException(ErrorCode.STORE_FAILED, "the log cannot be read", e);
    }
  }
}
