package io.emend.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** Takes a range of an object, in order, to its place in a file. By one thread at a time. */
public final class FileRange {
  private final FileChannel file;
  private final long offset;
  private final long length;
  private final CRC32C checksum = new CRC32C();
  private long written;

  /**
   * @param offset in the object and in the file, in bytes
   */
  public FileRange(FileChannel file, long offset, long length) {
    this.file = file;
    this.offset = offset;
    this.length = length;
  }

  /** What asks for it in HTTP. */
  public String header() {
    return "bytes=" + offset + "-" + (offset + length - 1);
  }

  public void write(ByteBuffer bytes) throws IOException {
    if (written + bytes.remaining() > length) {
      throw new IOException("the range has more than " + length + " bytes");
    }
    checksum.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      written += file.write(bytes, offset + written);
    }
  }

  /**
   * Of all of it.
   *
   * @throws IOException if it is not whole
   */
  public int crc32c() throws IOException {
    if (written != length) {
      throw new IOException("the range ended after " + written + " of " + length + " bytes");
    }
    return (int) checksum.getValue();
  }
}
