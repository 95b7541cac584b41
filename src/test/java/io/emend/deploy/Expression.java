package io.emend.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A PromQL expression of the chart, as far as a test looks at it.
 *
 * @param place where it stands, for messages
 */
public record Expression(String place, String text) {
  public static final Path CHART = Path.of("helm", "emend");
  public static final Path DASHBOARD = CHART.resolve("dashboards/emend.json");
  public static final Path RULES = CHART.resolve("templates/prometheusrule.yaml");

  private static final Pattern SELECTOR =
      Pattern.compile("(?<name>[a-z_]+(?::[a-z0-9_]+)?)\\{(?<labels>[^}]*)}");
  private static final Pattern LABEL =
      Pattern.compile("(?<label>\\w+)\\s*(?<operator>=~|!=|!~|=)\\s*\"(?<value>[^\"]*)\"");
  private static final Pattern RULE =
      Pattern.compile(
          "alert: (?<alert>\\w+)\\n(?: +#.*\\n)?\\s+expr: \\|\\n(?<text>(?: {12}.*\\n)+)");
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{-?.*?-?}}");

  /**
   * A metric that an expression reads.
   *
   * @param equal labels that must have a value
   */
  public record Selector(String metric, Map<String, String> equal) {}

  /** All of the dashboard and the alerts. */
  public static List<Expression> all() throws IOException {
    return Stream.concat(ofDashboard().stream(), ofRules().stream()).toList();
  }

  static List<Expression> ofDashboard() throws IOException {
    List<Expression> all = new ArrayList<>();
    for (JsonNode panel : new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels")) {
      panel
          .path("targets")
          .forEach(
              target ->
                  all.add(
                      new Expression(panel.path("title").asText(), target.path("expr").asText())));
    }
    return all;
  }

  static List<Expression> ofRules() throws IOException {
    return RULE.matcher(Files.readString(RULES))
        .results()
        .map(
            found ->
                new Expression(found.group(1), TEMPLATE.matcher(found.group(2)).replaceAll("")))
        .toList();
  }

  public List<Selector> selectors() {
    return SELECTOR
        .matcher(text)
        .results()
        .map(found -> new Selector(found.group(1), equal(found.group(2))))
        .toList();
  }

  private static Map<String, String> equal(String labels) {
    Map<String, String> equal = new TreeMap<>();
    LABEL
        .matcher(labels)
        .results()
        .filter(label -> label.group(2).equals("="))
        .forEach(label -> equal.put(label.group(1), label.group(3)));
    equal.keySet().removeAll(List.of("namespace", "release"));
    return equal;
  }
}
