package io.emend.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenDistributionTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/sampling/sampling.json");

  /** Logits, settings and the probabilities that transformers makes of them. */
  record Drawn(
      String name, float[] logits, JsonNode settings, Set<Integer> seen, double[] probabilities) {
    @Override
    public String toString() {
      return name + " " + settings;
    }
  }

  static Stream<Drawn> cases() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(GOLDEN.toFile());
    Set<Integer> seen = new HashSet<>();
    golden.path("seen").forEach(token -> seen.add(token.asInt()));
    return StreamSupport.stream(golden.path("cases").spliterator(), false)
        .map(
            one -> {
              String name = one.path("logits").asText();
              double[] logits = numbers(golden.path("logits").path(name));
              return new Drawn(
                  name,
                  floats(logits),
                  one.path("settings"),
                  seen,
                  numbers(one.path("probabilities")));
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void probabilitiesAreTheReferences(Drawn golden) {
    double[] own =
        TokenDistribution.of(golden.logits(), sampling(golden.settings()), golden.seen());
    assertThat(own).containsExactly(golden.probabilities(), within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSameTokensAreLeft(Drawn golden) {
    double[] own =
        TokenDistribution.of(golden.logits(), sampling(golden.settings()), golden.seen());
    for (int i = 0; i < own.length; i++) {
      assertThat(own[i] > 0).as("token " + i).isEqualTo(golden.probabilities()[i] > 0);
    }
  }

  private static Sampling sampling(JsonNode settings) {
    return new Sampling(
        settings.path("temperature").asDouble(1),
        settings.path("top_p").asDouble(1),
        settings.path("top_k").asInt(0),
        settings.path("min_p").asDouble(0),
        settings.path("repetition_penalty").asDouble(1),
        1L,
        16,
        List.of(),
        -1);
  }

  private static double[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
