package io.emend.correction;

import static io.emend.inference.SmallModel.data;
import static io.emend.inference.SmallModel.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sampling values that no function takes, and those at the edge that each does. */
@QuarkusTest
@TestProfile(SmallModel.class)
class SamplingRefusalsIT {
  private static final String PICTURE = data(image("rgb.png"));

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private record Value(String field, Object value) {}

  private static Value value(String field, Object value) {
    return new Value(field, value);
  }

  private static Stream<Arguments> each(Value... values) {
    return Arrays.stream(AskedFunction.values())
        .flatMap(
            function ->
                Arrays.stream(values)
                    .map(value -> Arguments.of(function, value.field(), value.value())));
  }

  static Stream<Arguments> outOfRange() {
    return each(
        value("temperature", -0.1),
        value("temperature", 2.1),
        value("temperature", "NaN"),
        value("temperature", "Infinity"),
        value("topP", 0),
        value("topP", -0.5),
        value("topP", 1.1),
        value("topK", -1),
        value("minP", -0.1),
        value("minP", 1.1),
        value("repetitionPenalty", 0),
        value("repetitionPenalty", -1),
        value("repetitionPenalty", 2.1),
        value("maxTokens", 0),
        value("maxTokens", -1),
        value("stop", List.of("a", "b", "c", "d", "e")),
        value("stop", List.of("")));
  }

  @ParameterizedTest
  @MethodSource("outOfRange")
  void aValueOutOfRangeNamesItsField(AskedFunction function, String field, Object value) {
    function
        .sample(PICTURE, field, value)
        .statusCode(422)
        .body("code", equalTo("invalid_value"))
        .body("field", equalTo(function.samplingName(field)));
  }

  static Stream<Arguments> ofAnotherType() {
    return each(
        value("temperature", "hot"),
        value("topP", List.of(1)),
        value("topK", 1.5),
        value("topK", 99_999_999_999L),
        value("maxTokens", 2.5),
        value("maxTokens", true),
        value("seed", 1e30),
        value("seed", "one"));
  }

  @ParameterizedTest
  @MethodSource("ofAnotherType")
  void aValueOfAnotherTypeNamesItsField(AskedFunction function, String field, Object value) {
    String named = function.samplingName(field);
    String found =
        function
            .sample(PICTURE, field, value)
            .statusCode(400)
            .body("code", equalTo("malformed_json"))
            .extract()
            .path("field");
    assertThat(found).isEqualTo(function.chats() ? named : "sampling." + named);
  }

  static Stream<Arguments> atTheEdge() {
    return each(
        value("temperature", 0),
        value("temperature", 2),
        value("topP", 1),
        value("topK", 0),
        value("topK", Integer.MAX_VALUE),
        value("minP", 0),
        value("minP", 1),
        value("repetitionPenalty", 2),
        value("maxTokens", 1),
        value("seed", Long.MIN_VALUE),
        value("stop", List.of("a", "b", "c", "d")));
  }

  @ParameterizedTest
  @MethodSource("atTheEdge")
  void aValueAtTheEdgeIsTaken(AskedFunction function, String field, Object value) {
    function.sample(PICTURE, field, value).statusCode(200);
  }

  /** A correction's first answer may fill the context and leave the second turn no room. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CORRECTION")
  void anAnswerMayFillTheContext(AskedFunction function) {
    function.sample(PICTURE, "maxTokens", Integer.MAX_VALUE).statusCode(200);
  }
}
