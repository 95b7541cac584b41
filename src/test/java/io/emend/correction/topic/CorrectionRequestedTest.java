package io.emend.correction.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests outlive the version that wrote them, in the store and in topics. */
class CorrectionRequestedTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVENT =
      """
      {"id":"cor_00000000-0000-0000-0000-000000000001","keep":true,"request":{%s,\
      "question":"Which?","options":["red","blue"],"hint":null,"model":null,"sampling":null,\
      "reference":"A","review":null,"rounds":1}}\
      """;

  private static CorrectionRequested read(String pictures) throws JsonProcessingException {
    return JSON.readValue(EVENT.formatted(pictures), CorrectionRequested.class);
  }

  @Test
  void aRequestAboutOnePictureIsWrittenAsEver() throws JsonProcessingException {
    String before = "\"image\":\"abc\"";
    assertThat(read(before).request().image()).isEqualTo("abc");
    assertThat(JSON.writeValueAsString(read(before))).isEqualTo(EVENT.formatted(before));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"images\":[\"abc\"]", "\"images\":[\"abc\",\"def\"]"})
  void aRequestAboutSeveralPicturesComesBack(String pictures) throws JsonProcessingException {
    assertThat(JSON.writeValueAsString(read(pictures))).isEqualTo(EVENT.formatted(pictures));
  }
}
