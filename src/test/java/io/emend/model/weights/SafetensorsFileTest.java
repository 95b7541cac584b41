package io.emend.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.emend.error.EmendException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {
  @TempDir Path directory;

  private ThrowableAssertAlternative<EmendException> refused(byte[] bytes) {
    Path file = RawSafetensors.file(directory, "x.safetensors", bytes);
    return assertThatExceptionOfType(EmendException.class)
        .isThrownBy(() -> SafetensorsFile.open(file));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 3, 100_000_001, Long.MAX_VALUE})
  void aHeaderLengthBeyondTheFileIsRefused(long length) {
    refused(RawSafetensors.withLength(length, "{}", 0))
        .withMessageContaining("header length must be 2 to 2, was " + length);
  }

  @Test
  void aFileShorterThanItsLengthFieldIsRefused() {
    refused(new byte[7]).withMessageContaining("must be 8 bytes or longer, was 7");
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    Path whole = RawSafetensors.valid(directory, "w.safetensors", Map.of("a", new float[] {1, 2}));
    byte[] bytes = Files.readAllBytes(whole);
    refused(Arrays.copyOf(bytes, bytes.length - 1))
        .withMessageContaining("data must be 8 bytes long, was 7");
  }

  @Test
  void aFileCutAfterOpeningIsRefusedWhenMapped() throws IOException {
    Path path = RawSafetensors.valid(directory, "x.safetensors", Map.of("a", new float[] {1, 2}));
    try (SafetensorsFile file = SafetensorsFile.open(path);
        RandomAccessFile knife = new RandomAccessFile(path.toFile(), "rw")) {
      knife.setLength(knife.length() - 4);
      assertThatExceptionOfType(EmendException.class)
          .isThrownBy(() -> file.tensor("a"))
          .withMessageContaining("a must lie within the file");
    }
  }

  @Test
  void aTensorOfIntegersIsRefusedWhenUsed() {
    String json = "{\"ids\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}";
    Path path = RawSafetensors.file(directory, "x.safetensors", RawSafetensors.bytes(json, 8));
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThatExceptionOfType(EmendException.class)
          .isThrownBy(() -> file.tensor("ids"))
          .withMessageContaining("ids must be F32, F16 or BF16, was I64");
    }
  }

  /** A sparse file: 2 GiB long, a few kilobytes on disk. */
  @Test
  void aTensorOfTwoGibibytesIsRefusedByName() throws IOException {
    long bytes = 1L << 31;
    String json =
        "{\"big\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(bytes / 4, bytes);
    byte[] head = RawSafetensors.bytes(json, 0);
    Path path = RawSafetensors.file(directory, "x.safetensors", head);
    try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
      sparse.setLength(head.length + bytes);
    }
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThatExceptionOfType(EmendException.class)
          .isThrownBy(() -> file.tensor("big"))
          .withMessageContaining("big must have under 2 GiB to be mapped, was 2147483648");
    }
  }

  @Test
  void aDirectoryInPlaceOfAFileIsRefused() {
    assertThatExceptionOfType(EmendException.class)
        .isThrownBy(() -> SafetensorsFile.open(directory));
  }

  @Test
  void anOpenFileKnowsItsTensors() {
    Path path = RawSafetensors.valid(directory, "x.safetensors", Map.of("a", new float[] {1}));
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.names()).containsExactly("a");
    }
  }
}
