package io.emend.training.dpo;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.model.ModelLoader;
import io.emend.model.PixelValues;
import io.emend.model.Precision;
import io.emend.model.adapter.LoraOptions;
import io.emend.model.family.Architecture;
import io.emend.model.image.PixelTensor;
import io.emend.model.preference.PreferenceModel;
import io.emend.model.preference.TokenPair;
import io.emend.model.weights.GoldenTensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A small random checkpoint with pairs, and what TRL computes for them. */
final class DpoGolden {
  static final Path FOLDER = Path.of("src/test/resources/golden/dpo");
  static final Path CHECKPOINT = Path.of("src/test/resources/golden/clip-gqa-tied");
  static final Path MODEL = CHECKPOINT.resolve("model");
  static final Architecture ARCHITECTURE = ModelLoader.architecture(MODEL);

  private DpoGolden() {}

  static JsonNode json() {
    try {
      return new ObjectMapper().readTree(FOLDER.resolve("golden.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two with a picture each, one of text alone. */
  static List<DpoExample> examples() {
    List<DpoExample> examples = new ArrayList<>();
    for (JsonNode json : json().path("examples")) {
      TokenPair tokens =
          new TokenPair(ids(json, "prompt"), ids(json, "chosen"), ids(json, "rejected"));
      String name = json.path("case").asText();
      examples.add(new DpoExample(name, tokens, pictures(name)));
    }
    return examples;
  }

  private static List<DpoExample.Picture> pictures(String name) {
    GoldenTensors tensors = new GoldenTensors(CHECKPOINT.resolve("golden.safetensors"));
    String tensor = name + ".pixel_values";
    if (!tensors.has(tensor)) {
      return List.of();
    }
    int side = (int) tensors.shape(tensor)[2];
    PixelValues pixels = new PixelTensor(name, side, side, tensors.rows(tensor)[0]);
    int count = (int) tensors.shape(name + ".features")[1];
    return List.of(new DpoExample.Picture(name, "golden", count, () -> pixels));
  }

  private static int[] ids(JsonNode json, String field) {
    return StreamSupport.stream(json.path(field).spliterator(), false)
        .mapToInt(JsonNode::asInt)
        .toArray();
  }

  static PreferenceModel open(NDManager manager, Optional<LoraOptions> lora) {
    return open(manager, lora, Precision.F32);
  }

  static PreferenceModel open(NDManager manager, Optional<LoraOptions> lora, Precision precision) {
    var settings =
        new PreferenceModel.Settings(MODEL, ARCHITECTURE, lora, 1, precision, Optional.empty());
    return PreferenceModel.open(manager, settings);
  }

  /** The shape of the golden adapter. */
  static LoraOptions everyLinear() {
    return new LoraOptions(4, 8, List.copyOf(LoraOptions.LINEAR));
  }
}
