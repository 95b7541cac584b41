package io.emend.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.emend.error.EmendException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {
  @TempDir Path directory;

  @Test
  void tensorsComeBackAsTheyWereWritten() {
    Path path = directory.resolve("x.safetensors");
    ByteBuffer half = ByteBuffer.wrap(new byte[] {1, 2, 3, 4});
    TensorView written = new TensorView("h", TensorType.BF16, new long[] {2, 1}, half);
    SafetensorsWriter.write(path, Map.of("h", written));
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      TensorView read = file.tensor("h");
      assertThat(read.type()).isEqualTo(TensorType.BF16);
      assertThat(read.shape()).containsExactly(2, 1);
      assertThat(read.bytes()).isEqualTo(half);
    }
  }

  @Test
  void theOrderOfTensorsDoesNotChangeTheBytes() throws IOException {
    Map<String, float[]> backwards = new LinkedHashMap<>();
    backwards.put("b", new float[] {2});
    backwards.put("a", new float[] {1});
    Path first = RawSafetensors.valid(directory, "1.safetensors", backwards);
    Map<String, float[]> forwards = Map.of("a", new float[] {1}, "b", new float[] {2});
    Path second = RawSafetensors.valid(directory, "2.safetensors", forwards);
    assertThat(first).hasSameBinaryContentAs(second);
  }

  @Test
  void theHeaderSaysThatTorchWroteIt() throws IOException {
    Path path = RawSafetensors.valid(directory, "x.safetensors", Map.of("a", new float[] {1}));
    assertThat(new String(Files.readAllBytes(path), StandardCharsets.UTF_8))
        .contains("\"__metadata__\":{\"format\":\"pt\"}");
  }

  @Test
  void anOldFileIsReplacedAndNothingElseIsLeft() {
    RawSafetensors.valid(directory, "x.safetensors", Map.of("a", new float[] {1}));
    RawSafetensors.valid(directory, "x.safetensors", Map.of("b", new float[] {1}));
    assertThat(directory).isDirectoryContaining(p -> p.endsWith("x.safetensors"));
    assertThat(directory.toFile().list()).hasSize(1);
  }

  @Test
  void bytesThatDoNotFitTheShapeAreRefused() {
    ByteBuffer three = ByteBuffer.allocate(3);
    assertThatExceptionOfType(EmendException.class)
        .isThrownBy(() -> new TensorView("a", TensorType.F32, new long[] {1}, three))
        .withMessage("a.bytes must be 4 for its shape, was 3");
  }
}
