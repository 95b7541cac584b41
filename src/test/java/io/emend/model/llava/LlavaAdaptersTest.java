package io.emend.model.llava;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.emend.error.EmendException;
import io.emend.model.Precision;
import io.emend.model.VisionLanguageModel;
import io.emend.model.adapter.PeftConfig;
import io.emend.model.adapter.PeftWriter;
import io.emend.model.weights.Checkpoint;
import io.emend.model.weights.SafetensorsWriter;
import io.emend.model.weights.TensorType;
import io.emend.model.weights.TensorView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An adapter that does not fit wholly is refused, with the name of what does not fit. */
class LlavaAdaptersTest {
  private static final Path GOOD =
      GoldenCase.GOLDEN.resolve("adapters-clip-gqa-tied/attention/adapter");
  private static final String LAYER = "base_model.model.model.language_model.layers.0.";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static VisionLanguageModel model;

  @TempDir private Path directory;

  @BeforeAll
  static void load() {
    model = GoldenCase.load("clip-gqa-tied", Precision.F32);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @BeforeEach
  void copyGood() throws IOException {
    for (String file : new String[] {PeftConfig.FILE, PeftWriter.WEIGHTS}) {
      Files.copy(GOOD.resolve(file), directory.resolve(file));
    }
  }

  private void refused(String... words) {
    assertThatThrownBy(() -> model.loadAdapter("a", directory))
        .isInstanceOf(EmendException.class)
        .hasMessageContainingAll(words);
  }

  private void config(Consumer<ObjectNode> change) throws IOException {
    Path file = directory.resolve(PeftConfig.FILE);
    ObjectNode json = (ObjectNode) JSON.readTree(file.toFile());
    change.accept(json);
    JSON.writeValue(file.toFile(), json);
  }

  private void tensors(Consumer<Map<String, TensorView>> change) {
    Map<String, TensorView> tensors = new TreeMap<>();
    try (Checkpoint checkpoint = Checkpoint.open(GOOD, PeftWriter.WEIGHTS)) {
      checkpoint.names().forEach(name -> tensors.put(name, checkpoint.tensor(name)));
      change.accept(tensors);
      SafetensorsWriter.write(directory.resolve(PeftWriter.WEIGHTS), tensors);
    }
  }

  private static TensorView zeros(String name, long... shape) {
    int bytes = (int) (4 * Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    return new TensorView(name, TensorType.F32, shape, ByteBuffer.allocate(bytes));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aValueThatIsNotFiniteIsRefused(float value) {
    String key = LAYER + "self_attn.q_proj.lora_A.weight";
    tensors(all -> all.put(key, with(value, key, all.get(key).shape())));
    refused(PeftWriter.WEIGHTS, key, "must be finite", "value 2");
  }

  private static TensorView with(float value, String name, long[] shape) {
    TensorView zeros = zeros(name, shape);
    zeros.bytes().order(ByteOrder.LITTLE_ENDIAN).putFloat(2 * Float.BYTES, value);
    return zeros;
  }

  @ParameterizedTest
  @CsvSource({
    "peft_type, \"IA3\"",
    "use_dora, true",
    "bias, \"all\"",
    "modules_to_save, [\"lm_head\"]",
    "rank_pattern, {\"q_proj\": 2}",
    "layers_to_transform, [1]",
    "r, 0",
    "target_modules, \"(\"",
  })
  void whatIsNotPlainLoraIsRefusedByName(String field, String value) throws IOException {
    config(
        json -> {
          try {
            json.set(field, JSON.readTree(value));
          } catch (IOException e) {
            throw new IllegalArgumentException(e);
          }
        });
    refused(PeftConfig.FILE, field);
  }

  @Test
  void aMissingConfigIsRefused() throws IOException {
    Files.delete(directory.resolve(PeftConfig.FILE));
    refused(PeftConfig.FILE, "must exist");
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    Path file = directory.resolve(PeftWriter.WEIGHTS);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    refused(PeftWriter.WEIGHTS, "bytes long");
  }

  @Test
  void aKeyOfTheVisionTowerIsRefused() {
    String key =
        "base_model.model.model.vision_tower.encoder.layers.0.self_attn.q_proj.lora_A.weight";
    tensors(all -> all.put(key, zeros(key, 4, 32)));
    refused(key, "linear layer of the language model");
  }

  @Test
  void aKeyThatIsNoLoraMatrixIsRefused() {
    String key = LAYER + "self_attn.q_proj.weight";
    tensors(all -> all.put(key, zeros(key, 32, 32)));
    refused(key, "LoRA matrix");
  }

  @Test
  void aMissingHalfIsRefused() {
    tensors(all -> all.remove(LAYER + "self_attn.v_proj.lora_B.weight"));
    refused("layers.0.self_attn.v_proj.lora_B.weight", "must exist");
  }

  @Test
  void aMisshapenMatrixIsRefused() {
    String key = LAYER + "self_attn.k_proj.lora_B.weight";
    tensors(all -> all.put(key, zeros(key, 32, 4)));
    refused(key, "must have shape [16, 4]");
  }

  @Test
  void aLayerThatTheConfigDoesNotTargetIsRefused() {
    String key = LAYER + "mlp.up_proj.lora_A.weight";
    tensors(all -> all.put(key, zeros(key, 4, 32)));
    refused(key, "target_modules");
  }

  @Test
  void aRefusedAdapterIsNotLoaded() {
    tensors(Map::clear);
    refused("must exist");
    assertThatThrownBy(() -> model.decode(null, GoldenCase.row(0, 0, 0), a()))
        .hasMessageContaining("adapter must be loaded");
  }

  private static Optional<String> a() {
    return Optional.of("a");
  }

  @Test
  void anUnloadedAdapterIsGone() {
    model.loadAdapter("a", directory);
    model.unloadAdapter("a");
    assertThatThrownBy(() -> model.decode(null, GoldenCase.row(0, 0, 0), a()))
        .hasMessageContaining("adapter must be loaded");
  }
}
