package io.emend.model.tokenizer.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JinjaTemplateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN = Path.of("src/test/resources/golden/templates");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-03-09T07:05:04Z"), ZoneOffset.UTC);

  /** One template with what the reference makes of it. */
  record Case(String template, Map<String, Object> variables, JsonNode reference) {
    @Override
    public String toString() {
      return template;
    }
  }

  static Stream<Case> language() throws IOException {
    return cases("language.json");
  }

  static Stream<Case> whitespace() throws IOException {
    return cases("whitespace.json");
  }

  private static Stream<Case> cases(String file) throws IOException {
    JsonNode golden = JSON.readTree(GOLDEN.resolve(file).toFile());
    Map<String, Object> variables = variables(golden.path("variables"));
    variables.put("messages", List.of());
    return StreamSupport.stream(golden.path("rendered").spliterator(), false)
        .map(one -> new Case(one.path("template").asText(), variables, one));
  }

  private static Map<String, Object> variables(JsonNode json) {
    Map<String, Object> variables = new LinkedHashMap<>();
    json.fields()
        .forEachRemaining(
            one -> variables.put(one.getKey(), RenderingGoldens.value(one.getValue())));
    return variables;
  }

  @ParameterizedTest
  @MethodSource({"language", "whitespace"})
  void aTemplateRendersAsItDoesInTransformers(Case one) {
    if (one.reference().has("error")) {
      assertThatThrownBy(() -> rendered(one)).isInstanceOf(EmendException.class);
    } else {
      assertThat(rendered(one)).isEqualTo(one.reference().path("text").asText());
    }
  }

  static Stream<JsonNode> brought() throws IOException {
    JsonNode cases =
        JSON.readTree(Path.of("src/test/resources/cases/templates/cases.json").toFile());
    return StreamSupport.stream(cases.spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("brought")
  void aTemplateThatPeopleBringRendersAsItDoesInTransformers(JsonNode one) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("messages", RenderingGoldens.value(one.path("conversation")));
    variables.put("add_generation_prompt", one.path("add_generation_prompt").asBoolean());
    assertThat(JinjaTemplate.read(one.path("template").asText()).render(variables, CLOCK))
        .isEqualTo(one.path("rendered").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for x in range(1000000000) %}{% endfor %}",
        "{% for x in range(99999) %}{% for y in range(99999) %}{% endfor %}{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{{ [0] * 1000000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ '%9999999d' % 1 }}",
        "{{ 'a' | indent(1000000000) }}",
        "{% set ns = namespace(x='ab') %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{%"
            + " endfor %}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{%"
            + " endfor %}",
        "{% set ns = namespace(x=[1]) %}{% for i in range(999) %}{% set ns.x = [ns.x] %}{% endfor"
            + " %}{{ ns.x }}",
        "{% for i in range(99999) %}{{ 'a' * 1000 }}{% endfor %}",
        "{% set s = 'ab' * 500000 %}{% for i in range(99999) %}{{ 'x' in s }}{% endfor %}",
        "{% set s = 'ab' * 500000 %}{% for i in range(99999) %}{% set t = s.replace('a', 'c') %}{%"
            + " endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}",
      })
  @Timeout(30)
  void aTemplateCannotHoldUpAServer(String template) {
    assertThatThrownBy(() -> JinjaTemplate.read(template).render(Map.of(), CLOCK))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("chat template");
  }

  @Test
  void bracketsAreNestedToABound() {
    String deep = "{{ " + "(".repeat(50_000) + "1" + ")".repeat(50_000) + " }}";
    assertThatThrownBy(() -> JinjaTemplate.read(deep)).isInstanceOf(EmendException.class);
  }

  @Test
  void aLongChainOfOperatorsIsRefusedOrRendered() {
    String chain = "{{ 1" + " + 1".repeat(100_000) + " }}";
    assertThatThrownBy(() -> JinjaTemplate.read(chain).render(Map.of(), CLOCK))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("deep");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ x | xmlattr }}",
        "{{ x is escaped }}",
        "{% include 'x' %}",
        "{% block x %}{% endblock %}",
        "{{ x.encode() }}",
        "{{ lipsum() }}",
        "{% for x in y recursive %}{% endfor %}",
      })
  void whatIsNotSupportedIsRefusedByNameWhenATemplateIsRead(String template) {
    assertThatThrownBy(() -> JinjaTemplate.read("\n" + template))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("not supported");
  }

  private static String rendered(Case one) {
    return JinjaTemplate.read(one.template()).render(one.variables(), CLOCK);
  }
}
