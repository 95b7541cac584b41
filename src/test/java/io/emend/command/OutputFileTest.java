package io.emend.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  @TempDir Path folder;

  @Test
  void aFileInAFolderThatIsThereIsTaken() {
    assertThatCode(() -> OutputFile.check("--json", folder.resolve("a.json")))
        .doesNotThrowAnyException();
    assertThatCode(() -> OutputFile.check("--json", Path.of("a.json"))).doesNotThrowAnyException();
    assertThatCode(() -> OutputFile.check("--json", null)).doesNotThrowAnyException();
  }

  @Test
  void aFolderThatIsNotThereIsToldBeforeTheWork() {
    Path file = folder.resolve("none/a.json");
    assertThatThrownBy(() -> OutputFile.check("--json", file))
        .isInstanceOf(EmendException.class)
        .hasMessage("--json must be in a folder that can be written to, was " + file);
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> OutputFile.check("--report", folder))
        .hasMessageStartingWith("--report must not be a folder");
  }
}
