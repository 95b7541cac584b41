package io.emend.preference.export;

import static io.emend.error.EmendException.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.preference.DataSplit;
import io.emend.preference.DatasetVersion;
import io.emend.preference.pair.PreferencePair;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.StoredObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes the pairs of a dataset version, rows first, then each picture once. */
@Singleton
public class DatasetExporter {
  private final ObjectStore store;

  public DatasetExporter(ObjectStore store) {
    this.store = store;
  }

  /**
   * Writes rows and pictures of every split that has pairs.
   *
   * @throws IOException if the target cannot be written
   * @throws EmendException {@code dataset_corrupt}; {@code image_not_found} if a picture is gone;
   *     {@code invalid_value} if a prompt holds what the format takes for a picture
   */
  public void export(DatasetVersion version, ExportFormat format, ExportTarget target)
      throws IOException {
    for (DataSplit split : DataSplit.values()) {
      if (version.manifest().counts().splits().getOrDefault(split, 0) > 0) {
        Map<String, String> images = rows(version, split, format, target);
        target.pictures(images.size());
        for (Map.Entry<String, String> image : images.entrySet()) {
          write(target, format.folder(split) + image.getValue(), picture(image.getKey()).content());
        }
      }
    }
    if (format == ExportFormat.LLAMAFACTORY) {
      write(target, "dataset_info.json", LlamaFactoryInfo.of(version.manifest()));
    }
  }

  /**
   * @return paths of the pictures by their digest
   */
  private Map<String, String> rows(
      DatasetVersion version, DataSplit split, ExportFormat format, ExportTarget target)
      throws IOException {
    Map<String, String> images = new TreeMap<>();
    try (OutputStream out = target.file(format.rowsFile(split));
        Stream<PreferencePair> pairs = version.pairs(split)) {
      Iterator<PreferencePair> rows = pairs.iterator();
      while (rows.hasNext()) {
        PreferencePair pair = rows.next();
        require(
            !pair.prompt().contains("<image>"), "prompt", "must not hold <image>", pair.sample());
        List<String> paths =
            pair.pictures().stream().map(id -> images.computeIfAbsent(id, this::path)).toList();
        out.write((format.row(pair, paths) + "\n").getBytes(UTF_8));
      }
    }
    return images;
  }

  private static void write(ExportTarget target, String path, byte[] content) throws IOException {
    try (OutputStream out = target.file(path)) {
      out.write(content);
    }
  }

  private String path(String sha256) {
    return "images/" + sha256 + PictureEnding.of(picture(sha256));
  }

  private StoredObject picture(String sha256) {
    return store
        .read(ObjectKey.image(sha256))
        .orElseThrow(
            () ->
                new EmendException(
                    ErrorCode.IMAGE_NOT_FOUND,
                    "the picture " + sha256 + " of the dataset is not in the store",
                    Map.of("field", "image", "value", sha256)));
  }
}
