package io.emend.training.job;

import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run's files in its work folder and under {@code jobs/{id}/}, where they outlive the machine. Of
 * a folder, the file that says that it is whole is written last there and removed first.
 */
final class RunFiles {
  private static final String CHECKPOINTS = "checkpoints";
  private static final String REFERENCES = "references";
  private static final String METRICS = "metrics.jsonl";
  private static final String PHASE = "progress.json";
  private static final String POSITION = "position.json";

  private final ObjectStore store;
  private final String prefix;
  private final Path work;

  /**
   * @param id of the run
   * @param work its folder here, which need not exist
   */
  RunFiles(ObjectStore store, String id, Path work) {
    this.store = store;
    this.prefix = "jobs/" + id + "/";
    this.work = work;
  }

  Path work() {
    return work;
  }

  /** Whether a result is in the store, whole. */
  boolean has(String folder, String last) {
    return store.exists(new ObjectKey(prefix + folder + "/" + last));
  }

  /** Takes from the store what is further there than here, as on a machine that is new to it. */
  void fetch() {
    Set<String> there = stored();
    Set<String> here = local();
    String newest = there.isEmpty() ? "" : List.copyOf(there).get(there.size() - 1);
    if (newest.isEmpty() || here.stream().anyMatch(step -> step.compareTo(newest) >= 0)) {
      return;
    }
    download(REFERENCES);
    download(CHECKPOINTS + "/" + newest);
    store.get(new ObjectKey(prefix + METRICS), work.resolve(METRICS));
  }

  /** Tells of a phase before the first step. */
  void keepPhase(String phase, int done, int total) {
    String json = "{\"phase\":\"%s\",\"done\":%d,\"total\":%d}".formatted(phase, done, total);
    store.put(new ObjectKey(prefix + PHASE), json.getBytes(StandardCharsets.UTF_8));
  }

  /** There are steps, which tell more. */
  void removePhase() {
    store.delete(new ObjectKey(prefix + PHASE));
  }

  /** Copies the metrics. */
  void keepMetrics() {
    Path metrics = work.resolve(METRICS);
    if (Files.exists(metrics)) {
      store.put(new ObjectKey(prefix + METRICS), metrics);
    }
  }

  /** Copies checkpoints that the store does not have, and removes there what is gone here. */
  void keepCheckpoints() {
    if (Files.exists(work.resolve(REFERENCES)) && keys(REFERENCES).isEmpty()) {
      upload(REFERENCES, "");
    }
    Set<String> there = stored();
    Set<String> here = local();
    here.stream()
        .filter(step -> !there.contains(step))
        .forEach(step -> upload(CHECKPOINTS + "/" + step, POSITION));
    there.stream()
        .filter(step -> !here.contains(step))
        .forEach(step -> remove(CHECKPOINTS + "/" + step));
  }

  /**
   * Copies a folder.
   *
   * @param last name of the file that makes it whole
   */
  void upload(String folder, String last) {
    Path source = work.resolve(folder);
    files(source).stream()
        .sorted(Comparator.comparing(file -> file.getFileName().toString().equals(last)))
        .forEach(
            file ->
                store.put(new ObjectKey(prefix + folder + "/" + source.relativize(file)), file));
  }

  /** Removes the work folder of a run that is over. */
  void discardWork() {
    delete(work);
  }

  /** Moved to its place whole, as the run itself makes a checkpoint. */
  private void download(String folder) {
    Path target = work.resolve(folder);
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    List<ObjectKey> keys = keys(folder);
    if (keys.isEmpty()) {
      return;
    }
    delete(partial);
    delete(target);
    int start = (prefix + folder + "/").length();
    keys.forEach(key -> store.get(key, partial.resolve(key.value().substring(start))));
    move(partial, target);
  }

  private void remove(String folder) {
    keys(folder).stream()
        .sorted(Comparator.comparing(key -> !key.value().endsWith("/" + POSITION)))
        .forEach(store::delete);
  }

  private List<ObjectKey> keys(String folder) {
    try (Stream<ObjectKey> keys = store.list(prefix + folder + "/")) {
      return keys.toList();
    }
  }

  /** Names of whole checkpoints in the store, oldest first. */
  private Set<String> stored() {
    return keys(CHECKPOINTS).stream()
        .map(key -> key.value().split("/", -1))
        .filter(parts -> parts.length == 5 && parts[4].equals(POSITION))
        .map(parts -> parts[3])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> local() {
    return files(work.resolve(CHECKPOINTS)).stream()
        .filter(file -> file.getFileName().toString().equals(POSITION))
        .map(file -> file.getParent().getFileName().toString())
        .filter(name -> name.matches("step-\\d+"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
