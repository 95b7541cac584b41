package io.emend.model.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationConfigTest {
  @TempDir Path directory;

  private GenerationConfig read(String json) throws IOException {
    Files.writeString(directory.resolve("generation_config.json"), json);
    return GenerationConfig.read(directory);
  }

  @Test
  void aCheckpointWithoutTheFileAsksForNothing() {
    GenerationConfig none = GenerationConfig.read(directory);
    assertThat(none.endTokens()).isEmpty();
    assertThat(none.suggestions()).isEmpty();
  }

  @Test
  void endTokensComeInTheOrderOfTheFile() throws IOException {
    assertThat(read("{\"eos_token_id\": [9, 2, 5]}").endTokens()).containsExactly(9, 2, 5);
    assertThat(read("{\"eos_token_id\": 7}").endTokens()).containsExactly(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"eos_token_id\": \"x\"}", "{\"eos_token_id\": [1, null]}"})
  void anEndTokenThatIsNoIdIsRefused(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(EmendException.class)
        .hasMessageStartingWith("generation_config.json: eos_token_id must be a whole number");
  }

  @Test
  void whatRequestsDecideIsKeptToBeTold() throws IOException {
    assertThat(
            read("{\"temperature\": 0.6, \"repetition_penalty\": 1.05, \"top_k\": null}")
                .suggestions())
        .isEqualTo(Map.of("temperature", "0.6", "repetition_penalty", "1.05"));
    assertThat(read("{\"max_new_tokens\": 9, \"do_sample\": true}").suggestions())
        .isEqualTo(Map.of("max_new_tokens", "9", "do_sample", "true"));
  }

  @Test
  void whatAnOlderConfigurationSuggestsIsToldWhereTheFileSaysNothing() throws IOException {
    String old =
        """
        {"temperature": 1.0, "text_config": {"max_length": 20, "temperature": 0.7, "top_k": 40}}
        """;
    Files.writeString(directory.resolve("config.json"), old);
    assertThat(read("{\"top_k\": 8}").suggestions())
        .isEqualTo(Map.of("temperature", "0.7", "top_k", "8"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "temperature|-1",
        "temperature|\"hot\"",
        "temperature|1e999",
        "top_p|5",
        "top_p|-0.1",
        "top_k|-3",
        "top_k|2.5",
        "min_p|2",
        "repetition_penalty|0",
        "max_new_tokens|0",
        "max_length|-1",
        "max_time|0",
        "do_sample|\"yes\"",
      })
  void aSuggestionThatMakesNoSenseIsRefusedByName(String field, String value) {
    assertThatThrownBy(() -> read("{\"" + field + "\": " + value + "}"))
        .isInstanceOf(EmendException.class)
        .hasMessageStartingWith("generation_config.json: " + field + " must be ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null"})
  void aCheckpointThatNamesNoEndIsRefused(String end) throws IOException {
    Files.writeString(directory.resolve("config.json"), "{\"eos_token_id\": " + end + "}");
    assertThatThrownBy(() -> GenerationConfig.endTokens(directory))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("eos_token_id must ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bad_words_ids|[[1, 2]]",
        "suppress_tokens|[4]",
        "begin_suppress_tokens|[4]",
        "forced_bos_token_id|3",
        "forced_eos_token_id|3",
        "sequence_bias|[[[1], 2.0]]",
        "stop_strings|[\"END\"]",
        "min_new_tokens|5",
        "min_length|5",
        "no_repeat_ngram_size|3",
        "encoder_repetition_penalty|1.2",
        "exponential_decay_length_penalty|[5, 1.1]",
        "guidance_scale|1.5",
        "num_beams|4",
        "num_return_sequences|2",
        "penalty_alpha|0.6",
        "top_h|0.4",
        "watermarking_config|{\"bias\": 2.5}",
        "typical_p|0.9",
        "a_rule_of_tomorrow|1",
      })
  void aRuleThatForcesOrForbidsTokensIsRefusedByName(String field, String value) {
    assertThatThrownBy(() -> read("{\"" + field + "\": " + value + "}"))
        .isInstanceOf(EmendException.class)
        .hasMessageStartingWith("generation_config.json: " + field + " is not supported");
  }

  @Test
  void aRuleThatIsOffIsTaken() throws IOException {
    String off =
        """
        {"bad_words_ids": null, "suppress_tokens": [], "min_length": 0, "num_beams": 1,
         "typical_p": 1.0, "guidance_scale": 1, "early_stopping": true, "do_sample": false}
        """;
    assertThat(read(off).suggestions()).isEmpty();
  }
}
