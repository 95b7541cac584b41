package io.emend.model.parts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.model.config.ConfigNode;
import io.emend.model.connector.Connector;
import io.emend.model.decoder.Decoder;
import io.emend.model.decoder.DecoderSwitches;
import io.emend.model.decoder.TextConfig;
import io.emend.model.family.Architecture;
import io.emend.model.family.ModelFamily;
import io.emend.model.rope.RotaryAxes;
import io.emend.model.rope.RotaryConfig;
import io.emend.model.vision.VisionTower;
import io.emend.model.weights.WeightTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Qwen3-VL's text model: pictures, whose features are given, stand in grids of three axes. */
public final class GridFamily implements ModelFamily {

  @Override
  public String modelType() {
    return "qwen3_vl";
  }

  @Override
  public Architecture architecture(Path directory) {
    ConfigNode root = ConfigNode.read(directory.resolve("config.json"));
    return new Architecture(
        modelType(),
        new GivenTower(),
        new NoConnector(),
        new Decoder(text(root.at("text_config"))),
        root.at("image_token_id").integer(0),
        new PartNames());
  }

  private static TextConfig text(ConfigNode text) {
    int headDim = text.at("head_dim").integer(1);
    int positions = text.at("max_position_embeddings").integer(1);
    ConfigNode rope = text.at("rope_parameters");
    List<Integer> sections = new ArrayList<>();
    rope.at("mrope_section").json().forEach(section -> sections.add(section.intValue()));
    RotaryAxes axes = new RotaryAxes(sections, rope.at("mrope_interleaved").flag(false));
    return new TextConfig(
        text.at("hidden_size").integer(1),
        text.at("intermediate_size").integer(1),
        text.at("num_hidden_layers").integer(1),
        text.at("num_attention_heads").integer(1),
        text.at("num_key_value_heads").integer(1),
        headDim,
        text.at("vocab_size").integer(1),
        positions,
        text.at("rms_norm_eps").positive(1e-6),
        text.at("hidden_act").text(""),
        true,
        false,
        false,
        RotaryConfig.plain(rope.at("rope_theta").positive(1e4), headDim, positions, axes),
        new DecoderSwitches(true, 0, false, 1, false));
  }

  @Override
  public Processor processor(Path directory) {
    return new GridProcessor();
  }

  /** Hands on the features that a picture brings. */
  private record GivenTower() implements VisionTower {

    @Override
    public List<String> sources() {
      return List.of("given_features.py");
    }

    @Override
    public Map<String, Object> attributes() {
      return Map.of();
    }

    @Override
    public WeightTable weights() {
      return new WeightTable();
    }

    @Override
    public int layers() {
      return 0;
    }

    @Override
    public List<NDArray> inputs(NDManager scope, PixelValues pixels) {
      GivenFeatures given = (GivenFeatures) pixels;
      int tokens = given.rows() * given.columns();
      Shape shape = new Shape(tokens, given.values().length / tokens);
      return List.of(scope.create(given.values(), shape));
    }
  }

  /** Given features have the text model's width. */
  private record NoConnector() implements Connector {

    @Override
    public List<String> sources() {
      return List.of();
    }

    @Override
    public Map<String, Object> attributes() {
      return Map.of();
    }

    @Override
    public WeightTable weights() {
      return new WeightTable();
    }

    @Override
    public int tokens(int features) {
      return features;
    }
  }
}
