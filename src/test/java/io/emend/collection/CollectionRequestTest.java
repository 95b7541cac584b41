package io.emend.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectionRequestTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  /** The least request with some fields more or others. */
  private static CollectionSpec spec(String fields) {
    try {
      Map<String, Object> body =
          JSON.readValue("{\"name\":\"quiz\",\"source\":\"scenes:plain/train\",\"limit\":9}", MAP);
      body.putAll(JSON.readValue(fields, MAP));
      return JSON.convertValue(body, CollectionRequest.class)
          .spec("col-" + new UUID(0, 1), "drawn", Origin.SERVER);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsLeftOutHasTheDefaults() {
    CollectionSpec spec = spec("{}");
    assertThat(spec.samplesPerQuestion()).isEqualTo(1);
    assertThat(spec.review().word()).isEqualTo("critique");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name':'Quiz/1'} | name must match",
        "{'limit':0} | limit must be 1 or more",
        "{'limit':null} | limit must be given for scenes",
        "{'review':'praise'} | review must be",
        "{'review':{'text':' '}} | review.text must not be empty",
        "{'review':{'words':'x'}} | review.words is not a field",
        "{'sampling':{'temperature':3}} | temperature must be 0 to 2",
        "{'sampling':{'seed':3}} | sampling.seed must be left out",
        "{'samplesPerQuestion':0} | samplesPerQuestion must be 1 to 64",
        "{'samplesPerQuestion':2} | samplesPerQuestion must be 1 at temperature 0",
        "{'pairs':{'balance':'even'}} | balance must be none",
        "{'pairs':{'validationFraction':1}} | validationFraction must be"
      })
  void aValueThatBreaksARuleIsRefused(String fields, String message) {
    assertThatThrownBy(() -> spec(fields.replace('\'', '"')))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining(message);
  }
}
