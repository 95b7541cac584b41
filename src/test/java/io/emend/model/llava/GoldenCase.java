package io.emend.model.llava;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.model.ChatMessage;
import io.emend.model.ChatMessage.Part;
import io.emend.model.ChatMessage.Picture;
import io.emend.model.ChatMessage.Role;
import io.emend.model.ChatMessage.Text;
import io.emend.model.Chunk;
import io.emend.model.DecodeRows;
import io.emend.model.ImageFeatures;
import io.emend.model.PixelValues;
import io.emend.model.Precision;
import io.emend.model.VisionLanguageModel;
import io.emend.model.family.Architecture;
import io.emend.model.family.ComposedModel;
import io.emend.model.image.PixelTensor;
import io.emend.model.weights.GoldenTensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One conversation with one random checkpoint, as transformers computes it. */
record GoldenCase(String checkpoint, String name, JsonNode json, GoldenTensors tensors) {
  static final Path GOLDEN = Path.of("src/test/resources/golden");
  static final List<String> CHECKPOINTS =
      List.of(
          "clip-mha-untied",
          "clip-gqa-tied",
          "clip-gqa-f16",
          "clip-mqa-layers-sharded",
          "siglip-mha-tied",
          "siglip-layers-bf16",
          "siglip-gqa-untied-linear");

  static Stream<GoldenCase> all() {
    return CHECKPOINTS.stream().flatMap(GoldenCase::of);
  }

  static Stream<GoldenCase> withPictures() {
    return all().filter(golden -> golden.tensors.has(golden.name + ".features"));
  }

  static Stream<GoldenCase> of(String checkpoint) {
    Path directory = GOLDEN.resolve(checkpoint);
    GoldenTensors tensors = new GoldenTensors(directory.resolve("golden.safetensors"));
    JsonNode cases = read(directory.resolve("golden.json")).path("cases");
    return cases.properties().stream()
        .map(entry -> new GoldenCase(checkpoint, entry.getKey(), entry.getValue(), tensors));
  }

  static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path model(String checkpoint) {
    return GOLDEN.resolve(checkpoint).resolve("model");
  }

  static Architecture architecture(String checkpoint) {
    return new LlavaFamily().architecture(model(checkpoint));
  }

  static VisionLanguageModel load(String checkpoint, Precision precision) {
    return ComposedModel.load(
        checkpoint, model(checkpoint), architecture(checkpoint), precision, Device.cpu());
  }

  /** A whole prompt. */
  static Chunk chunk(int[] ids, List<ImageFeatures> images) {
    return Chunk.first(ids, images.stream().map(Chunk.Features::whole).toList());
  }

  /** A token for one slot whose cache has a length. */
  static DecodeRows row(int slot, int length, int token) {
    int[] at = {length};
    return new DecodeRows(new int[] {slot}, at, at, new int[] {token});
  }

  String prompt() {
    return json.path("prompt").asText();
  }

  int[] ids() {
    return integers("input_ids");
  }

  int[] greedy() {
    return integers("greedy");
  }

  int[] logitsPositions() {
    return integers("logits_positions");
  }

  private int[] integers(String field) {
    return StreamSupport.stream(json.path(field).spliterator(), false)
        .mapToInt(JsonNode::asInt)
        .toArray();
  }

  /** (positions, vocabulary) */
  float[][] logits() {
    return tensors.rows(name + ".logits");
  }

  /** (pictures, imageTokens x hidden) */
  float[][] features() {
    return tensors.rows(name + ".features");
  }

  float[] greedyLogprobs() {
    return flat(tensors.rows(name + ".greedy_logprobs"));
  }

  List<PixelTensor> pixels() {
    String tensor = name + ".pixel_values";
    if (!tensors.has(tensor)) {
      return List.of();
    }
    long[] shape = tensors.shape(tensor);
    float[][] rows = tensors.rows(tensor);
    return IntStream.range(0, rows.length)
        .mapToObj(i -> new PixelTensor("" + i, (int) shape[2], (int) shape[3], rows[i]))
        .toList();
  }

  static float[] flat(float[][] rows) {
    float[] flat = new float[Stream.of(rows).mapToInt(row -> row.length).sum()];
    int at = 0;
    for (float[] row : rows) {
      System.arraycopy(row, 0, flat, at, row.length);
      at += row.length;
    }
    return flat;
  }

  /** Names of the pictures, in order. */
  List<String> pictureNames() {
    return json.path("messages").findValuesAsText("picture");
  }

  List<ChatMessage> conversation() {
    List<PixelTensor> pixels = new ArrayList<>(pixels());
    return conversation(json.path("messages"), part -> pixels.remove(0));
  }

  /**
   * @param pixels of each part that is a picture, in order
   */
  static List<ChatMessage> conversation(JsonNode messages, Function<JsonNode, PixelValues> pixels) {
    List<ChatMessage> conversation = new ArrayList<>();
    for (JsonNode message : messages) {
      List<Part> parts = new ArrayList<>();
      for (JsonNode part : message.path("content")) {
        boolean picture = part.path("type").asText().equals("image");
        parts.add(picture ? new Picture(pixels.apply(part)) : new Text(part.path("text").asText()));
      }
      Role role = Role.valueOf(message.path("role").asText().toUpperCase(Locale.ROOT));
      conversation.add(new ChatMessage(role, parts));
    }
    return conversation;
  }

  @Override
  public String toString() {
    return checkpoint + " " + name;
  }
}
