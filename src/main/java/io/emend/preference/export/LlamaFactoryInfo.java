package io.emend.preference.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.emend.preference.DataSplit;
import io.emend.preference.DatasetManifest;

/** The {@code dataset_info.json} that tells LLaMA-Factory what the columns are. */
final class LlamaFactoryInfo {

  private LlamaFactoryInfo() {}

  static byte[] of(DatasetManifest manifest) {
    ObjectNode info = JsonNodeFactory.instance.objectNode();
    for (DataSplit split : DataSplit.values()) {
      if (manifest.counts().splits().getOrDefault(split, 0) > 0) {
        describe(info.putObject(manifest.name() + "_" + split.word()), split);
      }
    }
    return info.toPrettyString().getBytes(UTF_8);
  }

  private static void describe(ObjectNode entry, DataSplit split) {
    entry
        .put("file_name", ExportFormat.LLAMAFACTORY.rowsFile(split))
        .put("formatting", "sharegpt")
        .put("ranking", true);
    entry
        .putObject("columns")
        .put("messages", "conversations")
        .put("chosen", "chosen")
        .put("rejected", "rejected")
        .put("images", "images");
  }
}
