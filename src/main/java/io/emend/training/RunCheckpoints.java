package io.emend.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.weights.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Checkpoints of a run under {@code checkpoints/step-000100}: weights, optimizer, position. One is
 * there whole or not at all, since its folder gets its name last; the newest two are kept.
 */
public final class RunCheckpoints {
  private static final Logger LOG = Logger.getLogger(RunCheckpoints.class);
  private static final int KEPT = 2;
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path root;

  public RunCheckpoints(Path runDirectory) {
    this.root = runDirectory.resolve("checkpoints");
  }

  /**
   * Where a run stood.
   *
   * @param options text of the settings: a run resumes with those it began with
   */
  public record Position(int step, long tokens, double seconds, String options) {}

  /**
   * Writes what {@code content} writes to the folder it is given, then the position. A checkpoint
   * of that step that is there already is left alone: it is the same, and while it was being
   * replaced a kill could leave a part of it.
   */
  public void save(Position position, Consumer<Path> content) {
    Path target = root.resolve("step-%06d".formatted(position.step()));
    if (!Files.exists(target)) {
      write(target, position, content);
    }
  }

  private void write(Path target, Position position, Consumer<Path> content) {
    try {
      Path partial = root.resolve(target.getFileName() + ".partial");
      delete(partial);
      Files.createDirectories(partial);
      content.accept(partial);
      JSON.writeValue(partial.resolve("position.json").toFile(), position);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      List<Path> all = all();
      for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
        delete(old);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The newest whole checkpoint. One with values that are not finite is removed: nothing good comes
   * of it, and it stands where a good one of that step belongs.
   */
  public Optional<Path> latest() {
    try {
      Deque<Path> all = new ArrayDeque<>(all());
      while (!all.isEmpty() && !isFinite(all.getLast())) {
        LOG.warnf("%s has values that are not finite and is not gone on from", all.getLast());
        delete(all.removeLast());
      }
      return Optional.ofNullable(all.peekLast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFinite(Path checkpoint) throws IOException {
    try (Stream<Path> folders = Files.list(checkpoint)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(Checkpoint.SINGLE)))
          .allMatch(RunCheckpoints::hasFiniteWeights);
    }
  }

  private static boolean hasFiniteWeights(Path folder) {
    try (Checkpoint weights = Checkpoint.open(folder)) {
      return weights.names().stream()
          .allMatch(name -> weights.tensor(name).firstNotFinite().isEmpty());
    }
  }

  /** Where the run stood, refused when its settings were others. */
  public static Position position(Path checkpoint, String options) {
    try {
      Position position =
          JSON.readValue(checkpoint.resolve("position.json").toFile(), Position.class);
      if (!position.options().equals(options)) {
        throw new EmendException(
            ErrorCode.CHECKPOINT_INVALID,
            "the run began with " + position.options() + " and cannot go on with " + options);
      }
      return position;
    } catch (IOException e) {
      throw new EmendException(
          ErrorCode.CHECKPOINT_INVALID, checkpoint.getFileName() + " cannot be read", e);
    }
  }

  /** A folder within a checkpoint, made if need be. */
  public static Path folder(Path parent, String name) {
    try {
      return Files.createDirectories(parent.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> all() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(root)) {
      return files
          .filter(path -> path.getFileName().toString().matches("step-\\d+"))
          .sorted(Comparator.comparingInt(RunCheckpoints::step))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int step(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring("step-".length()));
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
