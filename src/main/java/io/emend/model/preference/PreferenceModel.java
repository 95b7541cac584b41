package io.emend.model.preference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import io.emend.model.PixelValues;
import io.emend.model.Precision;
import io.emend.model.adapter.AdaptableLinears;
import io.emend.model.adapter.LoraOptions;
import io.emend.model.adapter.LoraWeights;
import io.emend.model.adapter.PeftWriter;
import io.emend.model.decoder.TextConfig;
import io.emend.model.family.Architecture;
import io.emend.model.family.Architecture.Use;
import io.emend.model.rope.RotaryTable;
import io.emend.model.torchscript.TorchScriptModule;
import io.emend.model.weights.Checkpoint;
import io.emend.model.weights.HostTensor;
import io.emend.model.weights.SafetensorsWriter;
import io.emend.model.weights.TensorView;
import io.emend.model.weights.WeightLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A model that learns from pairs: tower and connector stand still; an adapter is trained, or the
 * whole text model. What is trained is f32; frozen weights and activations have the precision that
 * was asked for. Not thread-safe.
 */
public final class PreferenceModel implements AutoCloseable {
  /** No adapter has names that start so: with it, the model is the one that training began with. */
  private static final String NO_ADAPTER = "none:";

  private final NDManager manager;
  private final Path directory;
  private final Architecture architecture;
  private final Optional<LoraOptions> lora;
  private final String reference;
  private final TorchScriptModule module;
  private final Map<String, NDArray> trained;

  private PreferenceModel(
      NDManager manager,
      Settings settings,
      TorchScriptModule module,
      Map<String, NDArray> trained) {
    this.manager = manager;
    this.directory = settings.directory();
    this.architecture = settings.architecture();
    this.lora = settings.lora();
    this.reference = settings.start().isPresent() ? "" : NO_ADAPTER;
    this.module = module;
    this.trained = trained;
  }

  /**
   * What to open.
   *
   * @param directory a checkpoint of the architecture
   * @param lora empty: the text model itself is trained
   * @param seed of the adapter's first weights
   * @param precision of frozen weights and activations
   * @param start a PEFT directory whose weights are the adapter's first, which {@code lora} fits;
   *     empty for new ones
   */
  public record Settings(
      Path directory,
      Architecture architecture,
      Optional<LoraOptions> lora,
      long seed,
      Precision precision,
      Optional<Path> start) {}

  /** Reads the checkpoint; the model and all its arrays live in the manager. */
  public static PreferenceModel open(NDManager manager, Settings settings) {
    Architecture architecture = settings.architecture();
    TorchScriptModule module =
        TorchScriptModule.load(manager, architecture.source(Use.PREFERENCES, settings.precision()));
    Map<String, NDArray> weights = load(settings, manager, module);
    Map<String, NDArray> trained =
        settings
            .lora()
            .map(lora -> first(settings, lora, manager, module))
            .orElseGet(() -> textOf(architecture, weights));
    trained.values().forEach(array -> array.setRequiresGradient(true));
    weights.putAll(trained);
    settings.lora().ifPresent(lora -> weights.put(LoraWeights.SCALE, manager.create(lora.scale())));
    TextConfig text = architecture.decoder().config();
    module.setWeights(RotaryTable.with(weights, text.rotary(), text.maxPositions(), manager));
    return new PreferenceModel(manager, settings, module, new TreeMap<>(trained));
  }

  private static Map<String, NDArray> first(
      Settings settings, LoraOptions lora, NDManager manager, TorchScriptModule module) {
    AdaptableLinears linears = settings.architecture().linears();
    return settings
        .start()
        .map(start -> LoraWeights.read(linears, start, manager, module))
        .orElseGet(() -> LoraWeights.create(linears, lora, settings.seed(), manager));
  }

  /** A copy of each: what a method returned cannot be part of a graph; a copy of it can. */
  private static Map<String, NDArray> load(
      Settings settings, NDManager manager, TorchScriptModule module) {
    Precision precision = settings.lora().isPresent() ? settings.precision() : Precision.F32;
    try (Checkpoint checkpoint = Checkpoint.open(settings.directory())) {
      Map<String, NDArray> weights =
          WeightLoader.load(
              checkpoint, settings.architecture().layout(), precision, manager, module);
      weights.replaceAll(
          (name, array) -> {
            try (array) {
              return array.duplicate();
            }
          });
      return weights;
    }
  }

  private static Map<String, NDArray> textOf(
      Architecture architecture, Map<String, NDArray> weights) {
    Map<String, NDArray> text = new TreeMap<>(weights);
    text.keySet().removeIf(name -> !architecture.isText(name));
    return text;
  }

  public NDManager manager() {
    return manager;
  }

  public TorchScriptModule module() {
    return module;
  }

  /** Trained arrays by canonical name, sorted. */
  public Map<String, NDArray> parameters() {
    return trained;
  }

  /** Whether weight decay pulls at a parameter: at both matrices of an adapter it does. */
  public boolean decays(String parameter) {
    return lora.isPresent() || architecture.weights().decays(parameter);
  }

  public int hiddenSize() {
    return architecture.decoder().config().hiddenSize();
  }

  /** What the connector makes of a picture: (tokens x hidden), f32. */
  public float[] features(PixelValues pixels) {
    TorchScriptModule.prepareThread(false);
    try (NDManager scope = manager.newSubManager();
        IValue inputs = TorchScriptModule.of(architecture.tower().inputs(scope, pixels))) {
      return module.call(scope, "encode_f32", inputs).toFloatArray();
    }
  }

  /**
   * Log-probabilities of responses (2B) under the model that training begins with, if it is asked
   * before the first step: with a new adapter off, and with one that is trained on as it is, as TRL
   * keeps a copy of it for its reference. Nothing is kept for gradients.
   */
  public float[] referenceLogps(NDManager scope, PackedPairs pairs) {
    module.useAdapter(reference);
    try {
      TorchScriptModule.prepareThread(false);
      return passes().stats(scope, pairs).get(0).toFloatArray();
    } finally {
      module.useAdapter("");
    }
  }

  /** Forward and backward passes. */
  public PairPasses passes() {
    boolean embeddings = trained.containsKey(architecture.decoder().embedding());
    return new PairPasses(module, architecture.decoder().layers(), embeddings);
  }

  /** Writes what is trained, f32, by canonical name. */
  public void save(Path folder) {
    SafetensorsWriter.write(folder.resolve(Checkpoint.SINGLE), views(UnaryOperator.identity()));
  }

  /** Puts back what {@link #save} wrote. */
  public void restore(Path folder) {
    TorchScriptModule.prepareThread(false);
    try (Checkpoint checkpoint = Checkpoint.open(folder);
        NDManager scope = manager.newSubManager()) {
      trained.forEach(
          (name, array) -> {
            TensorView view = checkpoint.tensor(name);
            scope.create(view.bytes(), new Shape(view.shape()), DataType.FLOAT32).copyTo(array);
          });
    }
  }

  /**
   * Writes the result: a PEFT directory, or with no adapter the whole model's weights in the layout
   * of the checkpoint that training began with.
   *
   * @param baseModel what an adapter names as its base
   */
  public void export(Path folder, String baseModel) {
    if (lora.isPresent()) {
      var config = LoraWeights.config(lora.get(), baseModel);
      AdaptableLinears linears = architecture.linears();
      PeftWriter.write(folder, config, views(name -> LoraWeights.peftName(linears, name)));
      return;
    }
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      Map<String, TensorView> learned = views(UnaryOperator.identity());
      Map<String, TensorView> whole = new TreeMap<>();
      checkpoint.names().forEach(name -> whole.put(name, tensor(checkpoint, name, learned)));
      SafetensorsWriter.write(folder.resolve(Checkpoint.SINGLE), whole);
    }
  }

  private TensorView tensor(Checkpoint checkpoint, String name, Map<String, TensorView> learned) {
    TensorView own = learned.get(architecture.names().canonical(name));
    return own == null
        ? checkpoint.tensor(name)
        : new TensorView(name, own.type(), own.shape(), own.bytes());
  }

  private Map<String, TensorView> views(UnaryOperator<String> naming) {
    Map<String, TensorView> tensors = new TreeMap<>();
    trained.forEach(
        (canonical, array) -> {
          String name = naming.apply(canonical);
          tensors.put(name, HostTensor.f32(name, array));
        });
    return tensors;
  }

  /** The manager is the caller's to close. */
  @Override
  public void close() {
    module.close();
  }
}
