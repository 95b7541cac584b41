package io.emend.model.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.emend.error.EmendException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A valid file, bytes flipped and ends cut at random: the seed makes a failure repeatable. */
class SafetensorsFuzzTest {
  private static final int ROUNDS = 5_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path directory;

  @Test
  void damageEndsInAnErrorOrAValidResult() throws IOException {
    byte[] whole = whole();
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      readAll(RawSafetensors.file(directory, Checkpoint.SINGLE, damaged(whole, random)));
    }
  }

  /** Flipped lengths claim up to exabytes; 4 MiB is room for the classes that errors load. */
  @Test
  void damageNeverCausesABigAllocation() throws IOException {
    byte[] whole = whole();
    Random random = new Random(8);
    readAll(RawSafetensors.file(directory, Checkpoint.SINGLE, whole));
    for (int round = 0; round < 500; round++) {
      Path file = RawSafetensors.file(directory, Checkpoint.SINGLE, damaged(whole, random));
      long before = THREADS.getCurrentThreadAllocatedBytes();
      readAll(file);
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(4 << 20);
    }
  }

  private byte[] whole() throws IOException {
    Map<String, float[]> tensors =
        Map.of("a", new float[] {1, 2, 3}, "layers.0.weight", new float[40], "z", new float[1]);
    return Files.readAllBytes(RawSafetensors.valid(directory, Checkpoint.SINGLE, tensors));
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int flips = random.nextInt(4); flips >= 0; flips--) {
      bytes[random.nextInt(random.nextBoolean() ? 8 : bytes.length)] ^=
          (byte) (1 << random.nextInt(8));
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  private static void readAll(Path file) {
    try (Checkpoint checkpoint = Checkpoint.open(file.getParent())) {
      for (String name : checkpoint.names()) {
        TensorView tensor = checkpoint.tensor(name);
        assertThat((long) tensor.bytes().remaining()).isEqualTo(checkpoint.entry(name).bytes());
      }
    } catch (EmendException e) {
      assertThat(e.details()).containsKeys("file", "field", "rule", "value");
    }
  }
}
