package io.emend.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StrictJsonTest {
  /** A picture of 20 MiB, the default limit, in base64. */
  private static final int LONGEST_PICTURE = (20 << 20) / 3 * 4;

  private final ObjectMapper json = new ObjectMapper();

  @BeforeEach
  void customize() {
    new StrictJson().customize(json);
  }

  @Test
  void aPictureOfTheLargestSizeIsRead() throws JsonProcessingException {
    String text = "\"" + "A".repeat(LONGEST_PICTURE) + "\"";
    assertThat(json.readValue(text, String.class)).hasSize(LONGEST_PICTURE);
  }

  @Test
  void aFractionIsNoCount() {
    assertThatThrownBy(() -> json.readValue("1.5", Integer.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void textBehindTheObjectIsRefused() {
    assertThatThrownBy(() -> json.readTree("{} {}")).isInstanceOf(JsonProcessingException.class);
  }
}
