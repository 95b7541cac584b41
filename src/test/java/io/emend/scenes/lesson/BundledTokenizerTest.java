package io.emend.scenes.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the bundled model's files say of tokens is what the lessons are written in. */
class BundledTokenizerTest {

  private static String text(String file) throws IOException {
    try (InputStream in =
        BundledTokenizerTest.class.getResourceAsStream("/models/emend-tiny/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(text(file));
  }

  /** Token by id, special ones included. */
  private static Map<Integer, String> tokens() throws IOException {
    Map<Integer, String> tokens = new HashMap<>();
    JsonNode tokenizer = json("tokenizer.json");
    tokenizer
        .at("/model/vocab")
        .properties()
        .forEach(t -> tokens.put(t.getValue().asInt(), t.getKey()));
    tokenizer
        .path("added_tokens")
        .forEach(t -> tokens.put(t.path("id").asInt(), t.path("content").asText()));
    return tokens;
  }

  @Test
  void theBundledFileIsTheOneThatIsWritten() throws IOException {
    assertThat(text("tokenizer.json").strip()).isEqualTo(SceneTokenizerWriter.json());
  }

  @Test
  void idsAreARowWithoutGaps() throws IOException {
    Map<Integer, String> tokens = tokens();
    assertThat(tokens.keySet())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, tokens.size()).boxed().toList());
  }

  @Test
  void theEmbeddingCoversEveryToken() throws IOException {
    assertThat(json("config.json").at("/text_config/vocab_size").asInt())
        .isGreaterThanOrEqualTo(tokens().size());
  }

  @ParameterizedTest
  @CsvSource({
    "config.json, /image_token_index, <image>",
    "config.json, /text_config/eos_token_id, <|end|>",
    "config.json, /text_config/bos_token_id, <|user|>",
    "config.json, /text_config/pad_token_id, <pad>",
    "generation_config.json, /eos_token_id, <|end|>",
    "generation_config.json, /bos_token_id, <|user|>",
    "generation_config.json, /pad_token_id, <pad>",
  })
  void aSpecialIdIsThatOfItsToken(String file, String place, String token) throws IOException {
    assertThat(tokens().get(json(file).at(place).asInt(-1))).isEqualTo(token);
  }

  @ParameterizedTest
  @CsvSource({"eos_token, <|end|>", "pad_token, <pad>", "image_token, <image>"})
  void theTokenizerNamesItsSpecialTokens(String field, String token) throws IOException {
    assertThat(json("tokenizer_config.json").path(field).asText()).isEqualTo(token);
  }
}
