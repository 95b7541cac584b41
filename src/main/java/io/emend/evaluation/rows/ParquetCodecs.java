package io.emend.evaluation.rows;

import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.brotli.dec.BrotliInputStream;

/** Decompression without Hadoop, whose codecs parquet-java would ask for. Nothing is written. */
final class ParquetCodecs implements CompressionCodecFactory {
  static final Set<CompressionCodecName> READABLE =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(CompressionCodecName.LZO)));

  private final CodecFactory parquets = new CodecFactory(new PlainParquetConfiguration(), 0);

  /** Takes whole pages from one array to another. */
  @FunctionalInterface
  private interface Codec {
    byte[] decompress(byte[] page, int size) throws IOException;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED, SNAPPY, ZSTD -> parquets.getDecompressor(codec);
      case GZIP -> new Pages((page, size) -> read(new GZIPInputStream(stream(page)), size));
      case BROTLI -> new Pages((page, size) -> read(new BrotliInputStream(stream(page)), size));
      case LZ4_RAW -> new Pages(ParquetCodecs::lz4);
      case LZ4 -> new Pages(ParquetCodecs::lz4Framed);
      case LZO -> throw new IllegalArgumentException("LZO");
    };
  }

  private static InputStream stream(byte[] page) {
    return new ByteArrayInputStream(page);
  }

  private static byte[] read(InputStream stream, int size) throws IOException {
    try (stream) {
      return stream.readNBytes(size);
    }
  }

  private static byte[] lz4(byte[] page, int size) {
    byte[] whole = new byte[size];
    lz4(page, 0, page.length, whole, 0);
    return whole;
  }

  private static int lz4(byte[] page, int from, int length, byte[] whole, int to) {
    return new Lz4Decompressor().decompress(page, from, length, whole, to, whole.length - to);
  }

  /**
   * The older LZ4: Hadoop's frames, each with both of its sizes before it, or by some writers a
   * bare block. Arrow tells the two apart in the same way.
   */
  private static byte[] lz4Framed(byte[] page, int size) {
    byte[] whole = new byte[size];
    ByteBuffer frames = ByteBuffer.wrap(page);
    int done = 0;
    while (frames.remaining() > 2 * Integer.BYTES) {
      int plain = frames.getInt();
      int packed = frames.getInt();
      boolean frame =
          packed > 0 && packed <= frames.remaining() && plain >= 0 && plain <= size - done;
      if (!frame) {
        return lz4(page, size);
      }
      done += lz4(page, frames.position(), packed, whole, done);
      frames.position(frames.position() + packed);
    }
    return whole;
  }

  /** One kind of decompression, in the two forms that parquet-java asks for. */
  private record Pages(Codec codec) implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput page, int size) throws IOException {
      return BytesInput.from(whole(page.toByteArray(), size));
    }

    @Override
    public void decompress(ByteBuffer page, int pageSize, ByteBuffer whole, int size)
        throws IOException {
      byte[] packed = new byte[pageSize];
      page.get(packed);
      whole.put(whole(packed, size));
    }

    private byte[] whole(byte[] page, int size) throws IOException {
      byte[] whole = codec.decompress(page, size);
      if (whole.length != size) {
        throw new IOException("a page has " + whole.length + " bytes and not " + size);
      }
      return whole;
    }

    @Override
    public void release() {
      // Holds nothing.
    }
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("files are read only");
  }

  @Override
  public void release() {
    parquets.release();
  }
}
