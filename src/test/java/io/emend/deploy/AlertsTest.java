package io.emend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chart's alerts and what a person reads who is woken by one. */
class AlertsTest {
  private static final String HEADING = "### Emend";

  @Test
  void eachAlertHasARunbookAndEachRunbookAnAlert() throws IOException {
    List<String> alerts = Expression.ofRules().stream().map(Expression::place).toList();
    List<String> runbooks =
        Files.readAllLines(Path.of("docs", "operations.md")).stream()
            .filter(line -> line.startsWith(HEADING))
            .map(line -> line.substring("### ".length()))
            .toList();
    assertThat(alerts).isNotEmpty().containsExactlyElementsOf(runbooks);
  }

  @Test
  void noAlertIsMissedByTheReader() throws IOException {
    long alerts =
        Files.readAllLines(Expression.RULES).stream()
            .filter(line -> line.contains("- alert: "))
            .count();
    assertThat(Expression.ofRules()).hasSize((int) alerts);
  }

  @Test
  void eachExpressionKeepsToItsRelease() throws IOException {
    String template = Files.readString(Expression.RULES);
    long selectors = Expression.ofRules().stream().mapToLong(rule -> rule.selectors().size()).sum();
    assertThat(template.split("\\{ \\{\\{- \\$(of|api)", -1)).hasSize((int) selectors + 1);
  }
}
