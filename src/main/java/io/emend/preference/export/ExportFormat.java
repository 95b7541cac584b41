package io.emend.preference.export;

import static io.emend.error.EmendException.invalid;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.emend.preference.DataSplit;
import io.emend.preference.pair.PreferencePair;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Rows and files as other trainers read them. */
public enum ExportFormat {
  /**
   * Conversational preference rows of TRL, in folders that {@code datasets.load_dataset} reads with
   * the pictures decoded.
   */
  TRL,
  /** Rows of ms-swift; picture paths are relative to the folder. */
  SWIFT,
  /** ShareGPT rows of LLaMA-Factory with the {@code dataset_info.json} that describes them. */
  LLAMAFACTORY;

  /** The name in requests, for example {@code trl}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ExportFormat named(String word) {
    return Arrays.stream(values())
        .filter(format -> format.word().equals(word))
        .findFirst()
        .orElseThrow(() -> invalid("format", "must be trl, swift or llamafactory", word));
  }

  /** Path of a split's rows. */
  String rowsFile(DataSplit split) {
    return switch (this) {
      case TRL -> split.word() + "/metadata.jsonl";
      case SWIFT, LLAMAFACTORY -> split.word() + ".jsonl";
    };
  }

  /** Folder to which a split's picture paths are relative; a path with a slash at its end. */
  String folder(DataSplit split) {
    return switch (this) {
      case TRL -> split.word() + "/";
      case SWIFT, LLAMAFACTORY -> "";
    };
  }

  /**
   * @param images paths of the pictures in order, relative to the split's folder
   */
  ObjectNode row(PreferencePair pair, List<String> images) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    switch (this) {
      case TRL -> trl(row, pair, images);
      case SWIFT -> swift(row, pair, images);
      case LLAMAFACTORY -> llamaFactory(row, pair, images);
    }
    return row;
  }

  private static void trl(ObjectNode row, PreferencePair pair, List<String> images) {
    images.forEach(row.putArray("images")::add);
    ObjectNode prompt = row.putArray("prompt").addObject().put("role", "user");
    ArrayNode content = prompt.putArray("content");
    images.forEach(image -> content.add(part("image")));
    content.add(part("text").put("text", pair.prompt()));
    answer(row, "chosen", pair.chosen());
    answer(row, "rejected", pair.rejected());
    // By this name the folder loader knows which column to turn into pictures: "images".
    images.forEach(row.putArray("file_names")::add);
  }

  private static ObjectNode part(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private static void answer(ObjectNode row, String side, String text) {
    ObjectNode message = row.putArray(side).addObject().put("role", "assistant");
    message.putArray("content").add(part("text").put("text", text));
  }

  /** Both tools put the pictures of a row in order where these stand. */
  private static String places(List<String> images) {
    return "<image>".repeat(images.size());
  }

  private static void swift(ObjectNode row, PreferencePair pair, List<String> images) {
    row.putArray("messages")
        .add(message("role", "user", "content", places(images) + pair.prompt()))
        .add(message("role", "assistant", "content", pair.chosen()));
    images.forEach(row.putArray("images")::add);
    row.put("rejected_response", pair.rejected());
  }

  private static void llamaFactory(ObjectNode row, PreferencePair pair, List<String> images) {
    row.putArray("conversations")
        .add(message("from", "human", "value", places(images) + pair.prompt()));
    row.set("chosen", message("from", "gpt", "value", pair.chosen()));
    row.set("rejected", message("from", "gpt", "value", pair.rejected()));
    images.forEach(row.putArray("images")::add);
  }

  private static ObjectNode message(String whose, String who, String what, String text) {
    return JsonNodeFactory.instance.objectNode().put(whose, who).put(what, text);
  }
}
