package io.emend.model.tokenizer.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.error.EmendException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates in the constructs of many families, over conversations of every kind. */
class FamilyTemplatesTest {
  private static final String REFUSED = "refused";
  private static final RenderingGoldens GOLDENS = goldens();

  private static RenderingGoldens goldens() {
    try {
      return RenderingGoldens.read(Path.of("src/test/resources/golden/templates/families.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> families() {
    return GOLDENS.cases().stream().map(one -> one.path("template").asText()).distinct();
  }

  @ParameterizedTest
  @MethodSource("families")
  void aFamilysTemplateRendersAsItDoesInTransformers(String family) {
    List<JsonNode> cases =
        GOLDENS.cases().stream()
            .filter(one -> one.path("template").asText().equals(family))
            .toList();
    assertThat(texts(cases, this::rendered))
        .containsExactlyEntriesOf(texts(cases, one -> one.path("text").asText(REFUSED)));
  }

  private static Map<String, String> texts(List<JsonNode> cases, Function<JsonNode, String> text) {
    return cases.stream()
        .collect(Collectors.toMap(FamilyTemplatesTest::name, text, (a, b) -> a, TreeMap::new));
  }

  private static String name(JsonNode one) {
    return one.path("conversation") + " " + one.path("variables") + " " + one.path("cue");
  }

  private String rendered(JsonNode one) {
    try {
      return GOLDENS.render(one);
    } catch (EmendException e) {
      return REFUSED;
    }
  }
}
