package io.emend.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.training.RunCheckpoints.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCheckpointsTest {
  @TempDir Path run;
  private RunCheckpoints checkpoints;

  @BeforeEach
  void open() {
    checkpoints = new RunCheckpoints(run);
  }

  private static Position at(int step) {
    return new Position(step, 0, 0, "options");
  }

  private static void write(Path folder, String text) {
    try {
      Files.writeString(folder.resolve("weights"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void save(int step, String text) {
    checkpoints.save(at(step), folder -> write(folder, text));
  }

  private static void breakOff(Path folder) {
    write(folder, "half");
    throw new IllegalStateException("killed");
  }

  private Path folder(String name) {
    return run.resolve("checkpoints").resolve(name);
  }

  @Test
  void aNewRunHasNone() {
    assertThat(checkpoints.latest()).isEmpty();
  }

  @Test
  void theLatestIsThatOfTheHighestStep() {
    save(900, "a");
    save(1_000_000, "b");
    assertThat(checkpoints.latest()).contains(folder("step-1000000"));
  }

  @Test
  void theNewestTwoAreKept() throws IOException {
    for (int step = 1; step <= 4; step++) {
      save(step, "x");
    }
    try (Stream<Path> left = Files.list(run.resolve("checkpoints"))) {
      assertThat(left).containsExactlyInAnyOrder(folder("step-000003"), folder("step-000004"));
    }
  }

  @Test
  void oneThatIsHalfWrittenIsNotUsed() {
    save(1, "whole");
    assertThatThrownBy(() -> checkpoints.save(at(2), RunCheckpointsTest::breakOff))
        .hasMessage("killed");
    assertThat(checkpoints.latest()).contains(folder("step-000001"));
  }

  @Test
  void whatWasLeftHalfWrittenIsWrittenAnew() throws IOException {
    assertThatThrownBy(() -> checkpoints.save(at(2), RunCheckpointsTest::breakOff))
        .hasMessage("killed");
    save(2, "whole");
    assertThat(folder("step-000002").resolve("weights")).hasContent("whole");
  }

  /** Else, a kill while the old one is being replaced would leave a part of it under its name. */
  @Test
  void oneThatIsThereIsLeftAlone() {
    save(2, "first");
    save(2, "second");
    assertThat(folder("step-000002").resolve("weights")).hasContent("first");
  }

  @Test
  void aPositionThatCannotBeReadIsNamed() throws IOException {
    save(3, "x");
    Files.writeString(folder("step-000003").resolve("position.json"), "{");
    assertThatThrownBy(() -> RunCheckpoints.position(folder("step-000003"), "options"))
        .isInstanceOf(EmendException.class)
        .hasMessage("step-000003 cannot be read");
  }
}
