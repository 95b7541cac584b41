package io.emend.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.generation.Sampling;
import io.emend.generation.TokenBias;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The distributions of transformers' logits processors, from tools/reference. */
class SamplingParityTest {
  private static final String GOLDEN = "/golden/sampling/sampling.json";

  /** The reference computes in f32, here it is f64. */
  private static final double TOLERANCE = 2e-6;

  @TestFactory
  Stream<DynamicTest> distributionsAreThoseOfTransformers() throws IOException {
    JsonNode golden;
    try (InputStream file = getClass().getResourceAsStream(GOLDEN)) {
      golden = new ObjectMapper().readTree(file);
    }
    Set<Integer> seen = new HashSet<>();
    golden.get("seen").forEach(token -> seen.add(token.asInt()));
    return Stream.of(golden.get("cases"))
        .flatMap(cases -> Stream.iterate(0, i -> i < cases.size(), i -> i + 1).map(cases::get))
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.get("logits").asText() + " " + each.get("settings"),
                    () -> compare(each, floats(golden.get("logits").get(logits(each))), seen)));
  }

  private static String logits(JsonNode each) {
    return each.get("logits").asText();
  }

  private static float[] floats(JsonNode numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers.get(i).asDouble();
    }
    return values;
  }

  private static void compare(JsonNode each, float[] logits, Set<Integer> seen) {
    double[] actual = TokenDistribution.of(logits, sampling(each.get("settings")), seen);
    JsonNode expected = each.get("probabilities");
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i])
          .as("token %d", i)
          .isEqualTo(expected.get(i).asDouble(), within(TOLERANCE));
      assertThat(actual[i] > 0).as("token %d is kept", i).isEqualTo(expected.get(i).asDouble() > 0);
    }
  }

  private static Sampling sampling(JsonNode settings) {
    return new Sampling(
        settings.path("temperature").asDouble(1),
        settings.path("top_p").asDouble(1),
        settings.path("top_k").asInt(0),
        settings.path("min_p").asDouble(0),
        settings.path("repetition_penalty").asDouble(1),
        null,
        1,
        List.of(),
        -1,
        TokenBias.NONE);
  }
}
