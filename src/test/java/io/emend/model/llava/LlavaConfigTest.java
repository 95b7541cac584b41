package io.emend.model.llava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.ModelLoader;
import io.emend.model.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints with the tensors of the family that ask for other maths. */
class LlavaConfigTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gemma",
        "gemma2",
        "gemma3_text",
        "granite",
        "qwen2",
        "qwen3",
        "phi3",
        "olmo2",
        "cohere",
        "mixtral"
      })
  void aTextModelWithOtherMathsIsRefusedByItsName(String modelType) throws IOException {
    assertRefused("text_config.model_type", JSON.valueToTree(modelType).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text_config.hidden_act | 'relu2'",
        "text_config.hidden_activation | 'gelu_pytorch_tanh'",
        "text_config.sliding_window | 128",
        "text_config.layer_types | ['sliding_attention', 'full_attention']",
        "text_config.final_logit_softcapping | 30.0",
        "text_config.attn_logit_softcapping | 50.0",
        "text_config.query_pre_attn_scalar | 256",
        "text_config.embedding_multiplier | 12.0",
        "text_config.attention_multiplier | 0.0078125",
        "text_config.residual_multiplier | 0.22",
        "text_config.logits_scaling | 8.0",
        "text_config.use_qk_norm | true",
        "text_config.clip_qkv | 8.0",
        "text_config.num_local_experts | 8",
        "text_config.partial_rotary_factor | 0.5",
        "text_config.rope_scaling | {'rope_type': 'yarn', 'factor': 4.0, 'beta_fast': 32}",
        "text_config.rope_scaling | {'rope_type': 'longrope', 'short_factor': [1.0]}",
        "text_config.rope_scaling | {'rope_type': 'default', 'mrope_section': [2, 1, 1]}",
        "text_config.rope_parameters | {'full_attention': {'rope_type': 'default'}}",
        "text_config.quantization_config | {'quant_method': 'awq'}",
        "text_config.rope_scaling | {'rope_type': 'linear'}",
        "text_config.rope_scaling | {'rope_type': 'linear', 'factor': -2}",
        "text_config.rope_scaling | {'rope_type': 'llama3', 'factor': 8.0}",
        "text_config.rope_theta | 0",
        "text_config.rms_norm_eps | -1",
        "vision_config.layer_norm_eps | 0",
        "text_config.head_dim | 7",
        "text_config.is_causal | false",
        "text_config.use_rms_norm | false",
        "text_config.max_position_embeddings | 1000000000",
        "vision_config.num_attention_heads | 5",
        "image_token_index | 100000",
        "text_config.attention_bias | 'no'",
        "text_config.tie_word_embeddings | 'false'",
        "quantization_config | {'quant_method': 'bitsandbytes'}",
        "image_grid_pinpoints | [[336, 672]]",
        "projector_hidden_act | 'gelu_new'",
        "multimodal_projector_bias | 1",
        "vision_feature_select_strategy | 'cls'",
        "vision_feature_layer | 9",
        "vision_config.model_type | 'pixtral'",
        "vision_config.hidden_act | 'relu'",
        "vision_config.num_channels | 1",
        "vision_config.rope_theta | 10000.0",
        "vision_config.patch_size | 31",
        "vision_config.dtype | 'foo'",
        "vision_config.tie_last_hidden_states | true",
        "vision_config | null",
        "vision_config | 'clip'",
        "text_config | 'llama'",
        "text_config.num_attention_heads | 12",
        "text_config.num_beams | 4",
        "text_config.bad_words_ids | [[1, 2]]",
        "text_config.suppress_tokens | [4]",
        "text_config.min_length | 5",
        "text_config.no_repeat_ngram_size | 3",
        "text_config.temperature | -1",
        "text_config.top_p | 5",
        "text_config.rope_scaling | 'linear'",
        "text_config.rms_norm_eps | 1e999",
        "num_beams | 2",
        "bad_words_ids | [[1]]",
        "forced_eos_token_id | 2",
        "dtype | 'foo'",
        "torch_dtype | 'float8_e4m3fn'",
        "architectures | ['Foo']",
        "architectures | 'Foo'",
        "architectures | ['LlavaNextForConditionalGeneration']",
        "vision_feature_layer | []",
        "vision_feature_layer | ['a']",
        "vision_feature_layer | [1.5]",
        "vision_feature_select_strategy | 1",
        "image_token_id | 7",
      })
  void whatTheMathsHereDoesNotDoIsRefusedByItsName(String field, String value) throws IOException {
    assertRefused(field, value.replace('\'', '"'));
  }

  private void assertRefused(String field, String value) throws IOException {
    write(config(field, value));
    assertThatThrownBy(() -> LlavaConfig.read(directory))
        .isInstanceOfSatisfying(
            EmendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID))
        .hasMessageContaining("config.json: " + field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text_config.embedding_multiplier | 1.0",
        "text_config.is_causal | true",
        "text_config.final_logit_softcapping | null",
        "text_config.use_sliding_window | false",
        "text_config.layer_types | ['full_attention', 'full_attention']",
        "text_config.sliding_window | 512",
        "text_config.hidden_act | 'swish'",
        "text_config.pretraining_tp | 1",
        "text_config.chunk_size_feed_forward | 0",
        "vision_config.projection_dim | 768",
        "text_config.pruned_heads | {}",
        "text_config.temperature | 0.7",
        "text_config.max_length | 20",
        "text_config.num_beams | 1",
        "text_config.bad_words_ids | null",
        "text_config.torch_dtype | 'bfloat16'",
        "text_config.architectures | ['LlamaForCausalLM']",
        "vision_config.architectures | ['CLIPVisionModel']",
        "vision_config.tie_last_hidden_states | false",
        "image_token_id | 3",
        "image_seq_length | 576",
        "architectures | null",
        "architectures | []",
      })
  void whatChangesNothingIsTaken(String field, String value) throws IOException {
    LlavaConfig plain = LlavaConfig.read(GOLDEN.resolve("clip-mha-untied/model"));
    write(config(field, value.replace('\'', '"')));
    assertThat(LlavaConfig.read(directory)).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "512", "4096"})
  void aMistralWithoutAWindowInItsContextIsALlama(String window) throws IOException {
    ObjectNode config = config("text_config.sliding_window", window);
    ((ObjectNode) config.path("text_config")).put("model_type", "mistral");
    write(config);
    assertThat(LlavaConfig.read(directory))
        .isEqualTo(LlavaConfig.read(GOLDEN.resolve("clip-mha-untied/model")));
  }

  @Test
  void aMistralThatSaysNothingHasTheWindowOfItsFamily() throws IOException {
    ObjectNode config = config("text_config.model_type", "\"mistral\"");
    ((ObjectNode) config.path("text_config")).put("max_position_embeddings", 32768);
    write(config);
    assertThatThrownBy(() -> LlavaConfig.read(directory))
        .hasMessageContaining("text_config.sliding_window")
        .hasMessageContaining("32768")
        .hasMessageContaining("4096, the default of mistral");
  }

  /** For transformers as many as there are heads; a field that is absent has Mistral's default. */
  @Test
  void aMistralsNullKeyHeadsAreItsHeads() throws IOException {
    ObjectNode config = config("text_config.num_key_value_heads", "null");
    ((ObjectNode) config.path("text_config")).put("model_type", "mistral");
    ((ObjectNode) config.path("text_config")).putNull("sliding_window");
    write(config);
    LlavaConfig read = LlavaConfig.read(directory);
    assertThat(read.text().keyHeads()).isEqualTo(read.text().heads());
  }

  @Test
  void aScalingUnderBothNamesMustBeTheSame() throws IOException {
    ObjectNode config =
        config("text_config.rope_parameters", "{\"rope_type\":\"default\",\"rope_theta\":10000}");
    set(config, "text_config.rope_scaling", "{\"rope_type\":\"yarn\",\"factor\":4.0}");
    write(config);
    assertThatThrownBy(() -> LlavaConfig.read(directory))
        .hasMessageContaining("config.json: text_config.rope_scaling");
  }

  @Test
  void biasesThatTheConfigurationDoesNotAskForAreRefused() throws IOException {
    checkpoint("clip-gqa-f16", "text_config.attention_bias", "false");
    assertThatThrownBy(() -> ModelLoader.load("m", directory, Precision.F32, "cpu"))
        .hasMessageContaining("self_attn")
        .hasMessageContaining("bias");
  }

  @Test
  void biasesThatTheConfigurationAsksForMustBeThere() throws IOException {
    checkpoint("clip-mha-untied", "text_config.mlp_bias", "true");
    assertThatThrownBy(() -> ModelLoader.load("m", directory, Precision.F32, "cpu"))
        .hasMessageContaining("_proj.bias must exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999", "[1, 99999]"})
  void anEndThatTheVocabularyLacksIsRefused(String end) throws IOException {
    checkpoint("clip-mha-untied", "text_config.mlp_bias", "false");
    String rules = "{\"eos_token_id\": " + end + "}";
    Files.writeString(directory.resolve("generation_config.json"), rules);
    assertThatThrownBy(() -> ModelLoader.load("m", directory, Precision.F32, "cpu"))
        .hasMessageStartingWith("generation_config.json: eos_token_id must be below the ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip-gqa-f16", "siglip-mha-tied", "clip-mqa-layers-sharded"})
  void whatTransformersWritesIsTaken(String name) {
    assertThatCode(() -> LlavaConfig.read(GOLDEN.resolve(name).resolve("model")))
        .doesNotThrowAnyException();
  }

  private void checkpoint(String name, String field, String value) throws IOException {
    Path model = GOLDEN.resolve(name).resolve("model");
    try (Stream<Path> files = Files.list(model)) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    JsonNode config = JSON.readTree(model.resolve("config.json").toFile());
    write(set((ObjectNode) config, field, value));
  }

  private static ObjectNode config(String field, String value) throws IOException {
    Path plain = GOLDEN.resolve("clip-mha-untied/model/config.json");
    return set((ObjectNode) JSON.readTree(plain.toFile()), field, value);
  }

  private static ObjectNode set(ObjectNode config, String field, String value) throws IOException {
    String[] path = field.split("\\.");
    ObjectNode part = path.length == 1 ? config : (ObjectNode) config.path(path[0]);
    part.set(path[path.length - 1], JSON.readTree(value));
    return config;
  }

  private void write(ObjectNode config) throws IOException {
    JSON.writeValue(directory.resolve("config.json").toFile(), config);
  }
}
