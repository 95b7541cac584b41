package io.emend.model.llava;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import io.emend.model.PixelValues;
import io.emend.model.Precision;
import io.emend.model.adapter.LoraOptions;
import io.emend.model.adapter.PeftWriter;
import io.emend.model.torchscript.TorchScriptModule;
import io.emend.model.weights.Checkpoint;
import io.emend.model.weights.HostTensor;
import io.emend.model.weights.SafetensorsWriter;
import io.emend.model.weights.TensorView;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A LLaVA model that learns from pairs: tower and projector stand still; an adapter is trained, or
 * the whole text model. What is trained is f32; frozen weights and activations have the precision
 * that was asked for. Not thread-safe.
 */
public final class PreferenceLlava implements AutoCloseable {
  /** No adapter has names that start so: with it, the model is the one that training began with. */
  private static final String NO_ADAPTER = "none:";

  private final NDManager manager;
  private final Path directory;
  private final LlavaConfig config;
  private final Optional<LoraOptions> lora;
  private final String reference;
  private final TorchScriptModule module;
  private final Map<String, NDArray> trained;

  private PreferenceLlava(
      NDManager manager,
      Settings settings,
      LlavaConfig config,
      TorchScriptModule module,
      Map<String, NDArray> trained) {
    this.manager = manager;
    this.directory = settings.directory();
    this.config = config;
    this.lora = settings.lora();
    this.reference = settings.start().isPresent() ? "" : NO_ADAPTER;
    this.module = module;
    this.trained = trained;
  }

  /**
   * What to open.
   *
   * @param directory a LLaVA checkpoint
   * @param lora empty: the text model itself is trained
   * @param seed of the adapter's first weights
   * @param precision of frozen weights and activations
   * @param start a PEFT directory whose weights are the adapter's first, which {@code lora} fits;
   *     empty for new ones
   */
  public record Settings(
      Path directory,
      Optional<LoraOptions> lora,
      long seed,
      Precision precision,
      Device device,
      Optional<Path> start) {

    /** A training that begins with the checkpoint alone. */
    public Settings(
        Path directory, Optional<LoraOptions> lora, long seed, Precision precision, Device device) {
      this(directory, lora, seed, precision, device, Optional.empty());
    }
  }

  /** Reads the checkpoint; the model and all its arrays live in the manager. */
  public static PreferenceLlava open(NDManager manager, Settings settings) {
    LlavaConfig config = LlavaConfig.read(settings.directory());
    TorchScriptModule module =
        TorchScriptModule.load(manager, LlavaFamily.source(config, settings.precision()));
    Map<String, NDArray> weights = load(settings, config, manager, module);
    Map<String, NDArray> trained =
        settings
            .lora()
            .map(lora -> first(settings, config, manager, module))
            .orElseGet(() -> textOf(weights));
    trained.values().forEach(array -> array.setRequiresGradient(true));
    weights.putAll(trained);
    settings.lora().ifPresent(lora -> weights.put(LoraWeights.SCALE, manager.create(lora.scale())));
    module.setWeights(LlavaFamily.withRotary(weights, config.text(), manager));
    return new PreferenceLlava(manager, settings, config, module, new TreeMap<>(trained));
  }

  private static Map<String, NDArray> first(
      Settings settings, LlavaConfig config, NDManager manager, TorchScriptModule module) {
    LoraOptions lora = settings.lora().orElseThrow();
    return settings
        .start()
        .map(start -> LoraWeights.read(config, start, manager, module))
        .orElseGet(() -> LoraWeights.create(config, lora, settings.seed(), manager));
  }

  /** A copy of each: what a method returned cannot be part of a graph; a copy of it can. */
  private static Map<String, NDArray> load(
      Settings settings, LlavaConfig config, NDManager manager, TorchScriptModule module) {
    Precision precision = settings.lora().isPresent() ? settings.precision() : Precision.F32;
    try (Checkpoint checkpoint = Checkpoint.open(settings.directory())) {
      Map<String, NDArray> weights =
          LlavaWeights.load(checkpoint, config, precision, manager, module);
      weights.replaceAll(
          (name, array) -> {
            try (array) {
              return array.duplicate();
            }
          });
      return weights;
    }
  }

  private static Map<String, NDArray> textOf(Map<String, NDArray> weights) {
    Map<String, NDArray> text = new TreeMap<>(weights);
    text.keySet().removeIf(name -> !isText(name));
    return text;
  }

  static boolean isText(String name) {
    return name.startsWith("language_model.") || name.startsWith("lm_head.");
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

  public int hiddenSize() {
    return config.text().hiddenSize();
  }

  /** What the projector makes of a picture: (imageTokens x hidden), f32. */
  public float[] features(PixelValues pixels) {
    TorchScriptModule.prepareThread(false);
    try (NDManager scope = manager.newSubManager()) {
      Shape shape = new Shape(1, 3, pixels.height(), pixels.width());
      try (IValue input = TorchScriptModule.of(scope.create(pixels.values(), shape))) {
        return module.call(scope, "encode_f32", input).toFloatArray();
      }
    }
  }

  /**
   * Log-probabilities of responses (2B) under the model that training begins with, if it is asked
   * before the first step: with a new adapter off, and with one that is trained on as it is, as TRL
   * keeps a copy of it for its reference. Nothing is kept for gradients.
   */
  public float[] referenceLogps(NDManager scope, PackedPairs pairs) {
    useAdapter(reference);
    try {
      TorchScriptModule.prepareThread(false);
      return passes().stats(scope, pairs).get(0).toFloatArray();
    } finally {
      useAdapter("");
    }
  }

  private void useAdapter(String prefix) {
    try (IValue name = IValue.from(prefix)) {
      module.run("use_adapter", name);
    }
  }

  /** Forward and backward passes. */
  public PairPasses passes() {
    boolean embeddings = trained.containsKey("language_model.embed_tokens.weight");
    return new PairPasses(module, config.text().layers(), embeddings);
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
      PeftWriter.write(folder, config, views(LoraWeights::peftName));
      return;
    }
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      Map<String, TensorView> learned = views(UnaryOperator.identity());
      Map<String, TensorView> whole = new TreeMap<>();
      checkpoint.names().forEach(name -> whole.put(name, tensor(checkpoint, name, learned)));
      SafetensorsWriter.write(folder.resolve(Checkpoint.SINGLE), whole);
    }
  }

  private static TensorView tensor(
      Checkpoint checkpoint, String name, Map<String, TensorView> learned) {
    TensorView own = learned.get(WeightNames.canonical(name));
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
