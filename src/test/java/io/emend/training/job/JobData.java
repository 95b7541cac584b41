package io.emend.training.job;

import io.emend.correction.Outcome;
import io.emend.preference.DatasetId;
import io.emend.preference.DatasetStore;
import io.emend.preference.LabelledCorrection;
import io.emend.preference.Samples;
import io.emend.preference.pair.Balance;
import io.emend.preference.pair.PairOptions;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.Sha256;
import io.emend.storage.file.FileObjectStore;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A store with a dataset about one picture, and a small random model to train on it. */
public final class JobData {
  public static final Path MODEL = Path.of("src/test/resources/golden/clip-gqa-tied/model");
  static final Path PICTURE = Path.of("src/test/resources/golden/images/rgb.png");
  static final Path OTHER_PICTURE = Path.of("src/test/resources/golden/images/grey.jpg");

  private JobData() {}

  /**
   * Writes {@code few/v1}.
   *
   * @param root of the store
   * @param pairs 0 gives samples without any
   */
  public static ObjectStore write(Path root, int pairs) {
    return write(root, "few", pairs);
  }

  /** Writes {@code {name}/v1}. */
  public static ObjectStore write(Path root, String name, int pairs) {
    ObjectStore store = new FileObjectStore(root);
    byte[] picture = bytes(PICTURE);
    store.putIfAbsent(ObjectKey.image(Sha256.of(picture)), picture);
    PairOptions options = new PairOptions(false, true, Balance.NONE, 0, 0, Integer.MAX_VALUE);
    new DatasetStore(store)
        .write(new DatasetId(name, "v1"), samples(pairs), options, Samples.LINEAGE);
    return store;
  }

  private static List<LabelledCorrection> samples(int pairs) {
    String picture = Sha256.of(bytes(PICTURE));
    return IntStream.range(0, Math.max(1, pairs))
        .mapToObj(
            i -> {
              Outcome mixed = i % 2 == 0 ? Outcome.RIGHT_WRONG : Outcome.WRONG_RIGHT;
              Outcome outcome = pairs == 0 ? Outcome.RIGHT_RIGHT : mixed;
              return Samples.of("s" + i, outcome, "color", picture, "What is it? " + i);
            })
        .toList();
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An epoch, two pairs a step, a checkpoint each. */
  public static TrainingSpec spec(boolean full) {
    return new TrainingSpec("few/v1", MODEL.toString(), null, steps(1, full));
  }

  static Hyperparameters steps(int epochs, boolean full) {
    return new Hyperparameters(
        null, null, null, null, 1e-3, null, null, null, null, epochs, 2, null, full, null, null,
        null, null, null, null, null, 1);
  }

  /** Everything is copied into the store at once. */
  public record Config(Path work, Optional<MemorySize> memory) implements TrainingConfig {

    @Override
    public String device() {
      return "cpu";
    }

    @Override
    public Optional<Integer> threads() {
      return Optional.empty();
    }

    @Override
    public boolean preflight() {
      return true;
    }

    @Override
    public Duration metricsInterval() {
      return Duration.ZERO;
    }
  }
}
