package io.emend.model.llava;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.emend.model.Precision;
import io.emend.model.Torch;
import io.emend.model.torchscript.TorchScriptModule;
import io.emend.model.weights.Checkpoint;
import io.emend.model.weights.HostTensor;
import io.emend.model.weights.SafetensorsWriter;
import io.emend.model.weights.TensorType;
import io.emend.model.weights.TensorView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A LLaVA model whose every weight is trained: f32 masters with gradients, activations in the
 * precision that was asked for. Not thread-safe.
 */
public final class TrainableLlava implements AutoCloseable {
  private final LlavaConfig config;
  private final NDManager manager;
  private final TorchScriptModule module;
  private final Map<String, NDArray> weights;

  private TrainableLlava(
      LlavaConfig config,
      NDManager manager,
      TorchScriptModule module,
      Map<String, NDArray> weights) {
    this.config = config;
    this.manager = manager;
    this.module = module;
    this.weights = weights;
  }

  /**
   * @param directory with {@code config.json} and weights
   */
  public static TrainableLlava open(Path directory, Precision activations, Device device) {
    return create(
        directory,
        activations,
        device,
        (config, manager, module) -> load(directory, config, manager, module));
  }

  /**
   * @param directory with {@code config.json}; weights in it are left alone
   * @param seed of the first weights
   */
  public static TrainableLlava fromScratch(
      Path directory, long seed, Precision activations, Device device) {
    return create(
        directory,
        activations,
        device,
        (config, manager, module) -> initialize(config, seed, manager));
  }

  /** Where the first weights come from. */
  private interface FirstWeights {
    Map<String, NDArray> make(LlavaConfig config, NDManager manager, TorchScriptModule module);
  }

  private static TrainableLlava create(
      Path directory, Precision activations, Device device, FirstWeights first) {
    LlavaConfig config = LlavaConfig.read(directory);
    NDManager manager = Torch.on(device);
    TorchScriptModule module =
        TorchScriptModule.load(manager, LlavaFamily.source(config, activations));
    Map<String, NDArray> weights = first.make(config, manager, module);
    weights.values().forEach(weight -> weight.setRequiresGradient(true));
    module.setWeights(LlavaFamily.withRotary(weights, config.text(), manager));
    return new TrainableLlava(config, manager, module, new TreeMap<>(weights));
  }

  private static Map<String, NDArray> load(
      Path directory, LlavaConfig config, NDManager manager, TorchScriptModule module) {
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      Map<String, NDArray> loaded =
          LlavaWeights.load(checkpoint, config, Precision.F32, manager, module);
      Map<String, NDArray> copies = new TreeMap<>();
      // What a method returns cannot be part of a graph; a copy of it can.
      loaded.forEach((name, array) -> copies.put(name, copy(manager, array)));
      return copies;
    }
  }

  private static NDArray copy(NDManager manager, NDArray array) {
    try (array) {
      return manager.create(array.toFloatArray(), array.getShape());
    }
  }

  private static Map<String, NDArray> initialize(LlavaConfig config, long seed, NDManager manager) {
    LlavaInitialization initial = new LlavaInitialization(config, seed);
    WeightShapes shapes = WeightShapes.of(config);
    Map<String, long[]> all = new TreeMap<>(shapes.required());
    shapes.optional().forEach((name, shape) -> addProjector(all, name, shape));
    Map<String, NDArray> weights = new TreeMap<>();
    all.forEach(
        (name, shape) ->
            weights.put(name, manager.create(initial.values(name, shape), new Shape(shape))));
    return weights;
  }

  /** Of what is optional in the family, a new model has the two-layer projector with biases. */
  private static void addProjector(Map<String, long[]> all, String name, long[] shape) {
    if (name.startsWith("multi_modal_projector")) {
      all.put(name, shape);
    }
  }

  public int imageSize() {
    return config.vision().imageSize();
  }

  public int imageTokens() {
    return config.imageTokens();
  }

  public NDManager manager() {
    return manager;
  }

  public TorchScriptModule module() {
    return module;
  }

  /** Trained arrays by canonical name, sorted. */
  public Map<String, NDArray> parameters() {
    return weights;
  }

  /**
   * Mean cross-entropy over labelled positions; gradients flow to every parameter.
   *
   * @param ids (B, T), int64
   * @param pixels (I, 3, height, width), I at least 0
   * @param labels (B, T), int64: what follows each position, -100 where nothing is learned
   */
  public NDArray loss(NDManager scope, NDArray ids, NDArray pixels, NDArray labels) {
    return module.differentiate(scope, "sft_loss", List.of(ids, pixels, labels));
  }

  /**
   * Mean cross-entropy of what image tokens say when the text model's norm and head read them as
   * they leave the projector. Trains the tower at a fraction of what whole sequences cost.
   *
   * @param pixels (I, 3, height, width), I at least 1
   * @param labels (I, image tokens, aspects), int64: places in the words
   * @param words (W), int64: ids, those of each aspect in a row
   * @param rivals (aspects, W): 0 where a word competes for an aspect, else negative infinity
   */
  public NDArray alignmentLoss(
      NDManager scope, NDArray pixels, NDArray labels, NDArray words, NDArray rivals) {
    return module.differentiate(scope, "alignment_loss", List.of(pixels, labels, words, rivals));
  }

  /** Writes {@code model.safetensors}, f32, in the layout that every transformers version reads. */
  public void save(Path directory) {
    Map<String, TensorView> tensors = new TreeMap<>();
    weights.forEach(
        (canonical, array) -> {
          String name = WeightNames.published(canonical);
          tensors.put(name, HostTensor.f32(name, array));
        });
    addFinalNorm(tensors);
    SafetensorsWriter.write(directory.resolve(Checkpoint.SINGLE), tensors);
  }

  /**
   * The tower's last norm, which LLaVA does not read; without it, transformers warns of a missing
   * weight.
   */
  private void addFinalNorm(Map<String, TensorView> tensors) {
    int size = config.vision().hiddenSize();
    ByteBuffer ones = ByteBuffer.allocate(4 * size).order(ByteOrder.LITTLE_ENDIAN);
    IntStream.range(0, size).forEach(i -> ones.putFloat(4 * i, 1));
    ByteBuffer zeros = ByteBuffer.allocate(4 * size).order(ByteOrder.LITTLE_ENDIAN);
    Map.of("weight", ones, "bias", zeros)
        .forEach(
            (part, values) -> {
              String name = "vision_tower.vision_model.post_layernorm." + part;
              tensors.put(name, new TensorView(name, TensorType.F32, new long[] {size}, values));
            });
  }

  /** Puts back what {@link #save} wrote. */
  public void restore(Path directory) {
    try (Checkpoint checkpoint = Checkpoint.open(directory);
        NDManager scope = manager.newSubManager()) {
      weights.forEach(
          (canonical, array) -> {
            TensorView view = checkpoint.tensor(WeightNames.published(canonical));
            NDArray saved = scope.create(view.bytes(), new Shape(view.shape()), DataType.FLOAT32);
            saved.copyTo(array);
          });
    }
  }

  @Override
  public void close() {
    module.close();
    manager.close();
  }
}
