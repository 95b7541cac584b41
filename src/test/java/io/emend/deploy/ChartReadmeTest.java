package io.emend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chart's README, which helm-docs makes from the comments in the values. */
class ChartReadmeTest {
  private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]\\w*):(.*)");
  private static final Pattern ROW = Pattern.compile("\\| `([\\w.]+)` \\| .* \\| (.*) \\|");
  private static final String BEGIN = "# -- ";

  private final Map<String, String> described = new TreeMap<>();
  private final List<String> undescribed = new ArrayList<>();

  /** A value with a comment is described with all that stands in it; one without is a section. */
  @BeforeEach
  void readValues() throws IOException {
    Deque<String> path = new ArrayDeque<>();
    List<String> comment = new ArrayList<>();
    int inner = Integer.MAX_VALUE;
    for (String line : Files.readAllLines(Expression.CHART.resolve("values.yaml"))) {
      if (line.strip().startsWith("#")) {
        comment.add(line.strip());
        continue;
      }
      Matcher key = KEY.matcher(line);
      if (key.matches() && key.group(1).length() < inner) {
        int depth = key.group(1).length() / 2;
        while (path.size() > depth) {
          path.removeLast();
        }
        path.addLast(key.group(2));
        inner = comment.isEmpty() ? Integer.MAX_VALUE : key.group(1).length() + 1;
        file(String.join(".", path), comment, key.group(3).isBlank());
      }
      comment.clear();
    }
  }

  private void file(String name, List<String> comment, boolean section) {
    if (!comment.isEmpty() && comment.get(0).startsWith(BEGIN)) {
      described.put(
          name,
          comment.stream()
              .map(line -> line.replaceFirst("^# ?(-- )?", ""))
              .collect(Collectors.joining(" ")));
    } else if (!section) {
      undescribed.add(name);
    }
  }

  private static Map<String, String> rows() throws IOException {
    return Files.readAllLines(Expression.CHART.resolve("README.md")).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .collect(
            Collectors.toMap(row -> row.group(1), row -> row.group(2), (a, b) -> a, TreeMap::new));
  }

  @Test
  void eachValueIsDescribed() {
    assertThat(undescribed).isEmpty();
  }

  @Test
  void theReadmeSaysOfEachValueWhatItsCommentSays() throws IOException {
    assertThat(rows()).isEqualTo(described);
  }

  @Test
  void theContributorsGuideSaysHowToMakeIt() throws IOException {
    assertThat(Files.readString(Path.of("CONTRIBUTING.md"))).contains("helm-docs");
  }
}
