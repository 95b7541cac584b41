package io.emend.model.tokenizer.jinja;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renderings by transformers as {@code tools/reference/template_renderings.py} writes them. */
public final class RenderingGoldens {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode golden;

  private RenderingGoldens(JsonNode golden) {
    this.golden = golden;
  }

  static RenderingGoldens read(Path file) throws IOException {
    return new RenderingGoldens(JSON.readTree(file.toFile()));
  }

  List<JsonNode> cases() {
    List<JsonNode> cases = new ArrayList<>();
    golden.path("rendered").forEach(cases::add);
    return cases;
  }

  /** Our own rendering of a case. */
  String render(JsonNode one) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("documents", null);
    variables.put("tools", one.path("tools").asBoolean() ? value(golden.path("tools")) : null);
    putAll(variables, golden.path("tokens"));
    putAll(variables, golden.path("variables").path(one.path("variables").asText()));
    variables.put("add_generation_prompt", one.path("cue").asBoolean());
    String conversation = one.path("conversation").asText();
    variables.put("messages", value(golden.path("conversations").path(conversation)));
    Clock clock =
        Clock.fixed(
            LocalDateTime.parse(golden.path("now").asText()).toInstant(ZoneOffset.UTC),
            ZoneOffset.UTC);
    String template = golden.path("templates").path(one.path("template").asText()).asText();
    return JinjaTemplate.read(template).render(variables, clock);
  }

  private static void putAll(Map<String, Object> variables, JsonNode object) {
    object.fields().forEachRemaining(one -> variables.put(one.getKey(), value(one.getValue())));
  }

  /** JSON as the template language's values. */
  static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        node.fields().forEachRemaining(one -> map.put(one.getKey(), value(one.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        node.forEach(item -> list.add(value(item)));
        yield list;
      }
      case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : node.doubleValue();
      case BOOLEAN -> node.booleanValue();
      case STRING -> node.textValue();
      case NULL, MISSING, BINARY, POJO -> null;
    };
  }

  /**
   * Compares a file's cases: prints how many are equal, refused, or different, with each template
   * that has one that is not equal.
   *
   * @param arguments the file
   */
  public static void main(String[] arguments) throws IOException {
    RenderingGoldens goldens = read(Path.of(arguments[0]));
    Map<String, Integer> counts = new TreeMap<>();
    for (JsonNode one : goldens.cases()) {
      String outcome = goldens.outcome(one);
      counts.merge(outcome.lines().findFirst().orElse(""), 1, Integer::sum);
      if (!outcome.startsWith("equal") && !outcome.startsWith("both")) {
        System.out.println(
            one.path("template").asText() + " " + one.path("conversation") + outcome);
      }
    }
    System.out.println(counts);
  }

  private String outcome(JsonNode one) {
    String rendered;
    try {
      rendered = render(one);
    } catch (EmendException e) {
      return one.has("error")
          ? "both refuse"
          : "refused\n  " + e.getMessage() + "\n  " + one.path("text");
    }
    if (one.has("error")) {
      return "different: only transformers refuses\n  " + one.path("error");
    }
    return rendered.equals(one.path("text").asText())
        ? "equal"
        : "different\n  " + JSON.valueToTree(rendered) + "\n  " + one.path("text");
  }
}
