package io.emend.training.dpo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.emend.model.preference.PreferenceModel;
import io.emend.storage.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What the frozen tower makes of each picture, computed once and kept on disk: one file a picture,
 * so that memory does not grow with the dataset and a resumed run finds them again.
 */
final class FeatureStore {
  private final Path folder;
  private final PreferenceModel model;

  FeatureStore(Path folder, PreferenceModel model) {
    this.folder = folder;
    this.model = model;
  }

  /**
   * Of what the tower reads: equal pictures that were processed alike. What a processor was told is
   * a part of it, since a folder of features may outlive a change of the model's files.
   */
  static String key(DpoExample.Picture picture) {
    return Sha256.of((picture.digest() + "\n" + picture.settings()).getBytes(UTF_8));
  }

  /** Computes what is not on disk yet. */
  void prepare(DpoExample.Picture picture) {
    Path file = folder.resolve(key(picture));
    try {
      if (!Files.exists(file)) {
        write(file, model.features(picture.pixels().get()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** (tokens x hidden) */
  float[] of(DpoExample.Picture picture) {
    prepare(picture);
    Path file = folder.resolve(key(picture));
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      float[] values = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(values);
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path file, float[] values) throws IOException {
    Files.createDirectories(folder);
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    Path partial = folder.resolve(file.getFileName() + ".partial");
    Files.write(partial, bytes.array());
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
