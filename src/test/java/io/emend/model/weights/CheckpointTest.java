package io.emend.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  @TempDir Path directory;

  private void index(String json) throws IOException {
    Files.writeString(directory.resolve(Checkpoint.INDEX), json);
  }

  private ThrowableAssertAlternative<EmendException> refused() {
    return assertThatExceptionOfType(EmendException.class)
        .isThrownBy(() -> Checkpoint.open(directory).close())
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID));
  }

  private void twoShards() {
    RawSafetensors.valid(directory, "one.safetensors", Map.of("a", new float[] {1, 2}));
    RawSafetensors.valid(directory, "two.safetensors", Map.of("b", new float[] {3}));
  }

  @Test
  void aSingleFileIsRead() {
    RawSafetensors.valid(directory, Checkpoint.SINGLE, Map.of("a", new float[] {1, 2}));
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      assertThat(checkpoint.tensor("a").bytes().asFloatBuffer().get(1)).isEqualTo(2);
    }
  }

  @Test
  void shardsAreReadAsOne() throws IOException {
    twoShards();
    index("{\"weight_map\":{\"a\":\"one.safetensors\",\"b\":\"two.safetensors\"}}");
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      assertThat(checkpoint.names()).containsExactly("a", "b");
      assertThat(checkpoint.parameters()).isEqualTo(3);
    }
  }

  @Test
  void aMappedTensorCannotBeWritten() {
    RawSafetensors.valid(directory, Checkpoint.SINGLE, Map.of("a", new float[] {1, 2}));
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      assertThat(checkpoint.tensor("a").bytes().isReadOnly()).isTrue();
    }
  }

  @Test
  void anEmptyDirectoryIsRefused() {
    refused().withMessageContaining(Checkpoint.SINGLE);
  }

  @Test
  void anUnknownTensorIsNamed() {
    RawSafetensors.valid(directory, Checkpoint.SINGLE, Map.of("a", new float[] {1}));
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      assertThatExceptionOfType(EmendException.class)
          .isThrownBy(() -> checkpoint.tensor("absent.weight"))
          .withMessageContaining("absent.weight must exist");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../one.safetensors", "/etc/one.safetensors", "a/b.safetensors", ".."})
  void aShardOutsideTheDirectoryIsRefused(String shard) throws IOException {
    twoShards();
    index("{\"weight_map\":{\"a\":\"" + shard + "\"}}");
    refused().withMessageContaining("must name a plain file, was " + shard);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"weight_map\":{}}", "{\"weight_map\":[\"x\"]}"})
  void anIndexWithoutTensorsIsRefused(String json) throws IOException {
    index(json);
    refused().withMessageContaining(Checkpoint.INDEX);
  }

  @Test
  void anIndexThatListsATensorTwiceIsRefused() throws IOException {
    twoShards();
    index("{\"weight_map\":{\"a\":\"one.safetensors\",\"a\":\"two.safetensors\"}}");
    refused().withMessageContaining(Checkpoint.INDEX);
  }

  @Test
  void aShardThatIsAbsentIsNamed() throws IOException {
    index("{\"weight_map\":{\"a\":\"one.safetensors\"}}");
    refused().withMessageContaining("one.safetensors: file must exist");
  }

  @Test
  void aTensorThatItsShardLacksIsNamed() throws IOException {
    twoShards();
    index("{\"weight_map\":{\"a\":\"two.safetensors\",\"b\":\"one.safetensors\"}}");
    refused().withMessageContaining("must be in the shard that the index names");
  }

  @Test
  void aTensorThatTheIndexLacksIsNamed() throws IOException {
    twoShards();
    RawSafetensors.valid(
        directory, "one.safetensors", Map.of("a", new float[] {1}, "extra", new float[] {2}));
    index("{\"weight_map\":{\"a\":\"one.safetensors\",\"b\":\"two.safetensors\"}}");
    refused().withMessageContaining("extra must be listed");
  }

  @Test
  void aTensorInTwoShardsIsNamed() throws IOException {
    twoShards();
    RawSafetensors.valid(directory, "two.safetensors", Map.of("a", new float[] {1}));
    index("{\"weight_map\":{\"a\":\"one.safetensors\",\"b\":\"two.safetensors\"}}");
    refused().withMessageContaining("a must occur once");
  }
}
