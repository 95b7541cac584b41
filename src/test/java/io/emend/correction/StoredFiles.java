package io.emend.correction;

import io.emend.inference.SmallModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the store of {@link SmallModel} holds, to see that a refused request leaves nothing. */
final class StoredFiles {
  private StoredFiles() {}

  static Set<Path> all() throws IOException {
    Path store = Path.of(SmallModel.STORE);
    if (!Files.exists(store)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.walk(store)) {
      return files.filter(Files::isRegularFile).collect(Collectors.toSet());
    }
  }
}
