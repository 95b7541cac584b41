package io.emend.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsHeaderTest {
  private static final String FILE = "model.safetensors";

  private static SafetensorsHeader parse(String json, long dataBytes) {
    return SafetensorsHeader.parse(FILE, json.getBytes(StandardCharsets.UTF_8), dataBytes);
  }

  @Test
  void tensorsAreListedInTheOrderOfTheirBytes() {
    String json =
        """
        {"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]},
         "a":{"dtype":"BF16","shape":[1,1],"data_offsets":[0,2]},
         "__metadata__":{"format":"pt"}}""";
    assertThat(parse(json, 6).tensors().keySet()).containsExactly("a", "b");
  }

  @Test
  void aTensorWithoutElementsIsAllowed() {
    String json = "{\"a\":{\"dtype\":\"F32\",\"shape\":[0,3],\"data_offsets\":[0,0]}}";
    assertThat(parse(json, 0).tensors().get("a").elements()).isZero();
  }

  @Test
  void aScalarHasOneElement() {
    String json = "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}";
    assertThat(parse(json, 4).tensors().get("a").elements()).isOne();
  }

  @ParameterizedTest(name = "{0} breaks {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "[]|header",
        " {}|header",
        "{} x|header",
        "{\"a\":|header",
        "{\"__metadata__\":{\"format\":1}}|__metadata__",
        "{\"__metadata__\":[]}|__metadata__",
        "{\"__metadata__\":{},\"__metadata__\":{}}|header",
        "{\"a\":7}|a.dtype",
        "{\"a\":{\"dtype\":\"F8_E5M2\",\"shape\":[4],\"data_offsets\":[0,4]}}|a.dtype",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":1,\"data_offsets\":[0,4]}}|a.shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}|a.shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}|a.shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"1\"],\"data_offsets\":[0,4]}}|a.shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}}|a.shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}|a.shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,1,1],\"data_offsets\":[0,4]}}|a.shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}|a.data_offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}|a.data_offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}|a.data_offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|a.data_offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}|data",
        "{}|data",
      })
  void aHeaderThatBreaksARuleIsRefusedByName(String json, String field) {
    assertThatExceptionOfType(EmendException.class)
        .isThrownBy(() -> parse(json, 4))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID);
              assertThat(e.details()).containsEntry("file", FILE).containsEntry("field", field);
            });
  }

  @Test
  void aTensorListedTwiceIsRefused() {
    String entry = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
    assertThatExceptionOfType(EmendException.class)
        .isThrownBy(() -> parse("{" + entry + "," + entry + "}", 4))
        .withMessageContaining("'a'");
  }

  @Test
  void tensorsThatOverlapAreRefused() {
    String json =
        """
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},
         "b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""";
    assertThatExceptionOfType(EmendException.class)
        .isThrownBy(() -> parse(json, 8))
        .withMessageContaining("b.data_offsets must begin at byte 8, was 4");
  }

  @Test
  void aHoleBetweenTensorsIsRefused() {
    String json =
        """
        {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},
         "b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""";
    assertThatExceptionOfType(EmendException.class)
        .isThrownBy(() -> parse(json, 12))
        .withMessageContaining("b.data_offsets must begin at byte 4, was 8");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatExceptionOfType(EmendException.class)
        .isThrownBy(() -> parse("{\"a\":" + "[".repeat(100_000), 4));
  }

  @Test
  void aLongCulpritIsCutInTheMessage() {
    String metadata = "\"__metadata__\":[\"" + "x".repeat(10_000) + "\"]";
    assertThatExceptionOfType(EmendException.class)
        .isThrownBy(() -> parse("{" + metadata + "}", 0))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }
}
