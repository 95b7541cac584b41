package io.emend.model.family;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.emend.error.EmendException;
import io.emend.model.PixelValues;
import io.emend.model.Precision;
import io.emend.model.Torch;
import io.emend.model.decoder.TextConfig;
import io.emend.model.family.Architecture.Use;
import io.emend.model.rope.RotaryTable;
import io.emend.model.torchscript.TorchScriptModule;
import io.emend.model.vision.FixedSizeTower;
import io.emend.model.weights.Checkpoint;
import io.emend.model.weights.HostTensor;
import io.emend.model.weights.SafetensorsWriter;
import io.emend.model.weights.TensorType;
import io.emend.model.weights.TensorView;
import io.emend.model.weights.WeightLoader;
import io.emend.model.weights.WeightSpec;
import io.emend.model.weights.WeightSpec.Presence;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A model whose every weight is trained: f32 masters with gradients, activations in the precision
 * that was asked for. Its tower takes pictures of one size. Not thread-safe.
 */
public final class TrainableModel implements AutoCloseable {
  private final Architecture architecture;
  private final FixedSizeTower tower;
  private final NDManager manager;
  private final TorchScriptModule module;
  private final Map<String, NDArray> weights;

  private TrainableModel(
      Architecture architecture,
      FixedSizeTower tower,
      NDManager manager,
      TorchScriptModule module,
      Map<String, NDArray> weights) {
    this.architecture = architecture;
    this.tower = tower;
    this.manager = manager;
    this.module = module;
    this.weights = weights;
  }

  /**
   * @param directory of the architecture, with weights
   */
  public static TrainableModel open(
      Path directory, Architecture architecture, Precision activations, Device device) {
    return create(
        architecture,
        activations,
        device,
        (manager, module) -> load(directory, architecture, manager, module));
  }

  /**
   * @param seed of the first weights
   */
  public static TrainableModel fromScratch(
      Architecture architecture, long seed, Precision activations, Device device) {
    return create(
        architecture,
        activations,
        device,
        (manager, module) -> initialize(architecture, seed, manager));
  }

  /** Where the first weights come from. */
  private interface FirstWeights {
    Map<String, NDArray> make(NDManager manager, TorchScriptModule module);
  }

  private static TrainableModel create(
      Architecture architecture, Precision activations, Device device, FirstWeights first) {
    if (!(architecture.tower() instanceof FixedSizeTower tower)) {
      throw EmendException.invalid(
          "tower", "must take pictures of one size", architecture.family());
    }
    NDManager manager = Torch.on(device);
    TorchScriptModule module =
        TorchScriptModule.load(manager, architecture.source(Use.PRETRAINING, activations));
    Map<String, NDArray> weights = first.make(manager, module);
    weights.values().forEach(weight -> weight.setRequiresGradient(true));
    TextConfig text = architecture.decoder().config();
    module.setWeights(RotaryTable.with(weights, text.rotary(), text.maxPositions(), manager));
    return new TrainableModel(architecture, tower, manager, module, new TreeMap<>(weights));
  }

  private static Map<String, NDArray> load(
      Path directory, Architecture architecture, NDManager manager, TorchScriptModule module) {
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      Map<String, NDArray> loaded =
          WeightLoader.load(checkpoint, architecture.layout(), Precision.F32, manager, module);
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

  /** A new model has what is optional as well. */
  private static Map<String, NDArray> initialize(
      Architecture architecture, long seed, NDManager manager) {
    InitialWeights initial = new InitialWeights(architecture, seed);
    Map<String, NDArray> weights = new TreeMap<>();
    for (WeightSpec weight : architecture.weights().all()) {
      if (weight.presence() != Presence.UNREAD) {
        Shape shape = new Shape(weight.shape());
        weights.put(weight.name(), manager.create(initial.values(weight), shape));
      }
    }
    return weights;
  }

  /** Tokens that one picture takes. */
  public int imageTokens() {
    return architecture.connector().tokens(tower.tokens());
  }

  /** Pictures as {@link #loss} reads them, (I, 3, height, width). */
  public NDArray pixels(NDManager scope, List<PixelValues> pictures) {
    if (pictures.isEmpty()) {
      return scope.create(new float[0], new Shape(0, 3, 1, 1));
    }
    NDList all = new NDList();
    pictures.forEach(picture -> all.addAll(tower.inputs(scope, picture)));
    return NDArrays.concat(all, 0);
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

  /** Whether weight decay pulls at a parameter. */
  public boolean decays(String parameter) {
    return architecture.weights().decays(parameter);
  }

  /** Writes {@code model.safetensors}, f32, in the layout that every transformers version reads. */
  public void save(Path directory) {
    Map<String, TensorView> tensors = new TreeMap<>();
    weights.forEach(
        (canonical, array) -> {
          String name = architecture.names().published(canonical);
          tensors.put(name, HostTensor.f32(name, array));
        });
    for (WeightSpec unread : architecture.weights().with(Presence.UNREAD)) {
      String name = architecture.names().published(unread.name());
      tensors.put(name, constant(name, unread));
    }
    SafetensorsWriter.write(directory.resolve(Checkpoint.SINGLE), tensors);
  }

  /** Scales are one, biases zero. */
  private static TensorView constant(String name, WeightSpec weight) {
    int size = (int) weight.count();
    ByteBuffer values = ByteBuffer.allocate(4 * size).order(ByteOrder.LITTLE_ENDIAN);
    float value = name.endsWith(".bias") ? 0 : 1;
    IntStream.range(0, size).forEach(i -> values.putFloat(4 * i, value));
    return new TensorView(name, TensorType.F32, weight.shape(), values);
  }

  /** Puts back what {@link #save} wrote. */
  public void restore(Path directory) {
    try (Checkpoint checkpoint = Checkpoint.open(directory);
        NDManager scope = manager.newSubManager()) {
      weights.forEach(
          (canonical, array) -> {
            TensorView view = checkpoint.tensor(architecture.names().published(canonical));
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
