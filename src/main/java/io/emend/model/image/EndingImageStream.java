package io.emend.model.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A stream over bytes whose end is an error. Decoders that take the end for data, over and over,
 * would otherwise never return; the error is unchecked since the VP8L decoder swallows {@code
 * EOFException} and goes on.
 */
final class EndingImageStream extends MemoryCacheImageInputStream {
  EndingImageStream(byte[] bytes) {
    super(new ByteArrayInputStream(bytes));
  }

  @Override
  public int read() throws IOException {
    return checked(super.read());
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return checked(super.read(target, offset, length));
  }

  private static int checked(int result) throws IOException {
    if (result < 0) {
      throw new UncheckedIOException(new IOException("the data end early"));
    }
    return result;
  }
}
