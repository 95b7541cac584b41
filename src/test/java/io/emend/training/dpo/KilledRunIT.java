package io.emend.training.dpo;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.Soak;
import io.emend.model.adapter.PeftWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training process that is killed, as {@code kill -9} does it, ends with the same adapter. */
class KilledRunIT {
  private static final int KILLS = Soak.length(8, 2);
  @TempDir Path folder;

  private static Process start(Path directory) throws IOException {
    String java = ProcessHandle.current().info().command().orElse("java");
    String classes = System.getProperty("java.class.path");
    List<String> options =
        List.of("-XX:TieredStopAtLevel=1", "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true");
    List<String> command = new ArrayList<>(List.of(java, "-cp", classes));
    command.addAll(options);
    command.addAll(List.of(GoldenRun.class.getName(), directory.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Kills it a moment after its step, between steps, in one, or as it writes a checkpoint. */
  private static void killAfter(Process process, int step, int millis) throws Exception {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && Integer.parseInt(line) < step) {
        line = out.readLine();
      }
      Thread.sleep(millis);
      process.destroyForcibly().waitFor();
    }
  }

  private static byte[] finish(Path directory) throws Exception {
    Process process = start(directory);
    process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return Files.readAllBytes(directory.resolve("adapter").resolve(PeftWriter.WEIGHTS));
  }

  @Test
  void theAdapterIsThatOfAnUndisturbedRun() throws Exception {
    Random random = new Random();
    Path killed = folder.resolve("killed");
    for (int kill = 0; kill < KILLS; kill++) {
      int step = 1 + kill * GoldenRun.STEPS / KILLS + random.nextInt(4);
      killAfter(start(killed), step, random.nextInt(60));
    }
    assertThat(finish(killed)).isEqualTo(finish(folder.resolve("whole")));
  }
}
