package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class CommandRunnerTest {
  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      new CommandLine(CommandSpec.create()).setErr(new PrintWriter(err, true));

  @Test
  void aRefusalIsASentenceWithItsCode() throws Exception {
    assertThat(CommandRunner.explain(EmendException.invalid("a", "must be b", 1), command, true))
        .isEqualTo(4);
    assertThat(err.toString()).startsWith("emend: invalid_value: a must be b").hasLineCount(1);
  }

  @Test
  void whatNobodyForesawIsOneLine() throws Exception {
    assertThat(CommandRunner.explain(new IOException("No space left"), command, false))
        .isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("emend: java.io.IOException: No space left (-v shows where)\n");
  }

  @Test
  void whatNobodyForesawHasItsStackForWhoAsks() {
    assertThatThrownBy(() -> CommandRunner.explain(new IOException("No space"), command, true))
        .isInstanceOf(IOException.class);
  }
}
