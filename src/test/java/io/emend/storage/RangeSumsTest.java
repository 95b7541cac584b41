package io.emend.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.storage.file.FileRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangeSumsTest {
  private static final byte[] DIGITS = "123456789".getBytes(UTF_8);

  /** The check value of CRC-32C (RFC 3720, appendix B.4; of these digits in the CRC catalogue). */
  private static final int OF_DIGITS = 0xe3069283;

  @TempDir Path folder;

  private FileRange range(FileChannel file, int length) {
    return new FileRange(file, 0, length);
  }

  private FileChannel empty() throws IOException {
    return FileChannel.open(
        folder.resolve("range"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @Test
  void theSumIsThatOfTheCatalogue() throws IOException {
    Path file = Files.write(folder.resolve("digits"), DIGITS);
    assertThat(RangeSums.of(file).values()).containsExactly(OF_DIGITS);
  }

  @Test
  void aRangeThatIsWrittenHasTheSumOfItsFile() throws IOException {
    try (FileChannel file = empty()) {
      FileRange range = range(file, DIGITS.length);
      range.write(ByteBuffer.wrap(DIGITS, 0, 4));
      range.write(ByteBuffer.wrap(DIGITS, 4, 5));
      assertThat(range.crc32c()).isEqualTo(OF_DIGITS);
    }
    assertThat(folder.resolve("range")).hasBinaryContent(DIGITS);
  }

  @Test
  void damageIsToldByTheRangeItIsIn() throws IOException {
    byte[] content = new byte[2 * RangeSums.RANGE + 1];
    List<Integer> before = RangeSums.of(Files.write(folder.resolve("large"), content)).values();
    content[RangeSums.RANGE]++;
    List<Integer> after = RangeSums.of(Files.write(folder.resolve("large"), content)).values();
    assertThat(IntStream.range(0, 3).filter(i -> !after.get(i).equals(before.get(i))))
        .containsExactly(1);
  }

  @Test
  void anEmptyFileHasNone() throws IOException {
    assertThat(RangeSums.of(Files.createFile(folder.resolve("empty"))).values()).isEmpty();
  }

  @Test
  void aRangeThatEndsEarlyIsRefused() throws IOException {
    try (FileChannel file = empty()) {
      FileRange range = range(file, DIGITS.length + 1);
      range.write(ByteBuffer.wrap(DIGITS));
      assertThatThrownBy(range::crc32c)
          .isInstanceOf(IOException.class)
          .hasMessage("the range ended after 9 of 10 bytes");
    }
  }

  @Test
  void moreThanTheRangeIsNotWritten() throws IOException {
    try (FileChannel file = empty()) {
      assertThatThrownBy(() -> range(file, 8).write(ByteBuffer.wrap(DIGITS)))
          .isInstanceOf(IOException.class)
          .hasMessage("the range has more than 8 bytes");
      assertThat(file.size()).isZero();
    }
  }
}
