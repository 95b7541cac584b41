package io.emend.model.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.model.ModelFamilies;
import io.emend.model.PixelValues;
import io.emend.model.Prompt;
import io.emend.model.Prompt.PlacedImage;
import io.emend.model.Prompt.Span;
import io.emend.model.family.ModelFamily;
import io.emend.model.image.PixelParts;
import io.emend.model.image.PixelTensor;
import io.emend.model.rope.GridPositions;
import io.emend.model.rope.GridPositions.Grid;
import io.emend.model.weights.GoldenTensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One prompt to one of the two checkpoints, as transformers computes it. */
public record PartsGolden(String checkpoint, String name, JsonNode json, GoldenTensors tensors) {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String CROPS = "parts-crops";
  private static final String GRID = "parts-grid";

  /** Registered here alone. */
  private static final ModelFamilies FAMILIES =
      new ModelFamilies(List.of(new CropsFamily(), new GridFamily()));

  /** Those of both checkpoints. */
  public static Stream<PartsGolden> all() {
    return Stream.concat(crops(), grids());
  }

  static Stream<PartsGolden> crops() {
    return of(CROPS);
  }

  static Stream<PartsGolden> grids() {
    return of(GRID);
  }

  private static Stream<PartsGolden> of(String checkpoint) {
    Path folder = GOLDEN.resolve(checkpoint);
    GoldenTensors tensors = new GoldenTensors(folder.resolve("golden.safetensors"));
    JsonNode cases;
    try {
      cases = new ObjectMapper().readTree(folder.resolve("golden.json").toFile()).path("cases");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases.properties().stream()
        .map(entry -> new PartsGolden(checkpoint, entry.getKey(), entry.getValue(), tensors));
  }

  public Path model() {
    return GOLDEN.resolve(checkpoint).resolve("model");
  }

  public ModelFamily family() {
    return FAMILIES.of(model());
  }

  int[] ids() {
    return integers(json.path("input_ids"));
  }

  public int[] greedy() {
    return integers(json.path("greedy"));
  }

  /** (tokens, vocabulary) */
  float[][] logits() {
    return tensors.rows(name + ".logits");
  }

  boolean hasPictures() {
    return tensors.has(name + ".features");
  }

  /** (views or tokens of all pictures, …) */
  float[][] features() {
    return tensors.rows(name + ".features");
  }

  int[][] positions() {
    return StreamSupport.stream(json.path("positions").spliterator(), false)
        .map(PartsGolden::integers)
        .toArray(int[][]::new);
  }

  private static int[] integers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  /** As the family's processor would make it of these ids and pictures. */
  public Prompt prompt() {
    return checkpoint.equals(CROPS) ? cropsPrompt() : gridPrompt();
  }

  private Prompt cropsPrompt() {
    List<PlacedImage> images = new ArrayList<>();
    List<Span> spans = spans();
    int span = 0;
    for (PixelParts picture : croppedPictures()) {
      int views = picture.views().size();
      images.add(new PlacedImage(spans.subList(span, span + views), picture));
      span += views;
    }
    return new Prompt(ids(), images);
  }

  /** Pictures as transformers' processor makes them. */
  List<PixelParts> croppedPictures() {
    List<PixelParts> pictures = new ArrayList<>();
    int at = 0;
    for (int crops : integers(json.path("num_crops"))) {
      List<PixelTensor> views = new ArrayList<>();
      for (int view = 0; view <= crops; view++) {
        float[] values = tensors.rows(name + ".pixel_values")[at++];
        int side = (int) Math.sqrt(values.length / 3.0);
        views.add(new PixelTensor(name + at, side, side, values));
      }
      pictures.add(new PixelParts(name + at, views));
    }
    return pictures;
  }

  private Prompt gridPrompt() {
    List<PlacedImage> images = new ArrayList<>();
    List<Grid> grids = new ArrayList<>();
    int token = 0;
    for (Span span : spans()) {
      int[] shape = integers(json.path("grids").get(grids.size()));
      grids.add(new Grid(span.start(), shape[0], shape[1]));
      float[][] rows = Arrays.copyOfRange(features(), token, token + span.length());
      token += span.length();
      PixelValues picture = new GivenFeatures(name + token, shape[0], shape[1], flat(rows));
      images.add(new PlacedImage(List.of(span), picture));
    }
    return new Prompt(ids(), GridPositions.of(ids().length, grids), images);
  }

  /** Runs of the image token. */
  private List<Span> spans() {
    int image = family().architecture(model()).imageToken();
    int[] ids = ids();
    List<Span> spans = new ArrayList<>();
    int[] starts =
        IntStream.range(0, ids.length)
            .filter(i -> ids[i] == image && (i == 0 || ids[i - 1] != image))
            .toArray();
    for (int start : starts) {
      int end = start;
      while (end < ids.length && ids[end] == image) {
        end++;
      }
      spans.add(new Span(start, end - start));
    }
    return Collections.unmodifiableList(spans);
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

  @Override
  public String toString() {
    return checkpoint + " " + name;
  }
}
