package io.emend.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.emend.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file store between processes, and what remains of one that was killed. */
class FileObjectStoreProcessesIT {
  @TempDir Path folder;

  @Test
  void twoProcessesLoseNoReplacement() throws Exception {
    store().put(StoreWriter.NUMBER, "0".getBytes(UTF_8));
    Process first = start("count", "50");
    Process second = start("count", "50");
    assertThat(first.waitFor() + second.waitFor()).isZero();
    assertThat(store().get(StoreWriter.NUMBER)).hasValue("100".getBytes(UTF_8));
  }

  @Test
  void aKilledWriterLeavesAWholeObject() throws Exception {
    Process writer = start("forever");
    while (!store().exists(StoreWriter.LETTERS)) {
      Thread.sleep(10);
    }
    writer.destroyForcibly().waitFor();
    String letters = new String(store().get(StoreWriter.LETTERS).orElseThrow(), UTF_8);
    assertThat(letters).isEqualTo(letters.substring(0, 1).repeat(StoreWriter.LENGTH));
  }

  private ObjectStore store() {
    return new FileObjectStore(folder);
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(StoreWriter.class.getName(), folder.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).inheritIO().start();
  }
}
