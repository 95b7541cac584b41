package io.emend.inference.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsupportedFieldsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Map<String, JsonNode> field(String name, String value) {
    try {
      return Map.of(name, JSON.readTree(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static EmendException refused(String name, String value) {
    return catchThrowableOfType(
        EmendException.class, () -> UnsupportedFields.refuse(field(name, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "user;\"me\"",
        "metadata;{\"trace\":\"1\"}",
        "store;true",
        "service_tier;\"flex\"",
        "tools;[]",
        "tools;null",
        "tool_choice;\"auto\"",
        "response_format;{\"type\":\"text\"}",
        "reasoning_effort;\"none\"",
        "modalities;[\"text\"]",
        "chat_template_kwargs;{}",
        "ignore_eos;false",
        "min_tokens;0",
        "length_penalty;1.0",
      })
  void whatChangesNoAnswerIsTaken(String name, String value) {
    assertThatCode(() -> UnsupportedFields.refuse(field(name, value))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "web_search_options;{}",
        "guided_json;{}",
        "tools;[{\"type\":\"function\"}]",
        "tool_choice;\"required\"",
        "response_format;{\"type\":\"json_object\"}",
        "reasoning_effort;\"high\"",
        "modalities;[\"text\",\"audio\"]",
        "prediction;{\"type\":\"content\"}",
        "ignore_eos;true",
        "min_tokens;5",
        "stop_token_ids;[2]",
        "structured_outputs;{\"choice\":[\"a\"]}",
        "chat_template_kwargs;{\"enable_thinking\":false}",
      })
  void whatWouldChangeTheAnswerIsRefusedByName(String name, String value) {
    EmendException refused = refused(name, value);
    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_VALUE);
    assertThat(refused.details()).containsEntry("field", name);
  }

  @Test
  void aFieldOfNeitherApiIsUnknown() {
    assertThat(refused("temprature", "0").code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
  }

  @Test
  void anAnswerThatIsSentBackWithItsEmptyMembersIsTaken() {
    assertThatCode(
            () -> {
              UnsupportedFields.refuse("messages[1]", field("refusal", "null"));
              UnsupportedFields.refuse("messages[1]", field("tool_calls", "[]"));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aMemberOfAMessageThatIsNotHonouredIsNamedWithItsMessage() {
    assertThat(
            catchThrowableOfType(
                    EmendException.class,
                    () -> UnsupportedFields.refuse("messages[2]", field("name", "\"Ann\"")))
                .details())
        .containsEntry("field", "messages[2].name");
  }
}
