package io.emend.evaluation.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lz4.Lz4HadoopStreams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;

/** The older LZ4 of Parquet, which pyarrow reads and no longer writes. */
class ParquetCodecsTest {
  private static final byte[] PLAIN =
      "a page of a column, ".repeat(30_000).getBytes(StandardCharsets.US_ASCII);

  private static byte[] decompress(CompressionCodecName codec, byte[] page) throws IOException {
    return new ParquetCodecs()
        .getDecompressor(codec)
        .decompress(BytesInput.from(page), PLAIN.length)
        .toByteArray();
  }

  private static byte[] block() {
    Lz4Compressor compressor = new Lz4Compressor();
    byte[] packed = new byte[compressor.maxCompressedLength(PLAIN.length)];
    int size = compressor.compress(PLAIN, 0, PLAIN.length, packed, 0, packed.length);
    return Arrays.copyOf(packed, size);
  }

  private static byte[] frames() throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    byte[] block = block();
    frames.writeBytes(ByteBuffer.allocate(8).putInt(PLAIN.length).putInt(block.length).array());
    frames.writeBytes(block);
    return frames.toByteArray();
  }

  @Test
  void framesOfHadoopAreRead() throws IOException {
    assertThat(decompress(CompressionCodecName.LZ4, frames())).isEqualTo(PLAIN);
  }

  @Test
  void blocksWithinAFrameOfHadoopAreRead() throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try (OutputStream stream = new Lz4HadoopStreams().createOutputStream(page)) {
      stream.write(PLAIN);
    }
    assertThat(decompress(CompressionCodecName.LZ4, page.toByteArray())).isEqualTo(PLAIN);
  }

  @Test
  void aBareBlockIsRead() throws IOException {
    assertThat(decompress(CompressionCodecName.LZ4, block())).isEqualTo(PLAIN);
    assertThat(decompress(CompressionCodecName.LZ4_RAW, block())).isEqualTo(PLAIN);
  }

  @Test
  void aPageThatIsCutShortIsRefused() {
    byte[] cut = Arrays.copyOf(block(), 100);
    assertThatThrownBy(() -> decompress(CompressionCodecName.LZ4_RAW, cut))
        .isInstanceOfAny(IOException.class, RuntimeException.class);
  }
}
