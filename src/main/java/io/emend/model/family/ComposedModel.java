package io.emend.model.family;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import io.emend.error.EmendException;
import io.emend.model.Chunk;
import io.emend.model.DecodeRows;
import io.emend.model.ImageFeatures;
import io.emend.model.KvCache;
import io.emend.model.ModelProfile;
import io.emend.model.PixelValues;
import io.emend.model.Precision;
import io.emend.model.Torch;
import io.emend.model.VisionLanguageModel;
import io.emend.model.adapter.LoadedAdapters;
import io.emend.model.config.GenerationConfig;
import io.emend.model.decoder.DecoderCache;
import io.emend.model.decoder.TextConfig;
import io.emend.model.family.Architecture.Use;
import io.emend.model.rope.Positions;
import io.emend.model.rope.RotaryTable;
import io.emend.model.torchscript.TorchScriptModule;
import io.emend.model.weights.Checkpoint;
import io.emend.model.weights.WeightLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The maths of a checkpoint on one device, of the parts that its family names. */
public final class ComposedModel implements VisionLanguageModel {
  /**
   * Matrix products over few rows take different kernels at different row counts; with the count
   * rounded up to this, a row's result is the same alone and in company.
   */
  private static final int ROW_MULTIPLE = 8;

  private final ModelProfile profile;
  private final Architecture architecture;
  private final NDManager manager;
  private final TorchScriptModule module;
  private final LoadedAdapters adapters;

  private ComposedModel(
      ModelProfile profile,
      Architecture architecture,
      NDManager manager,
      TorchScriptModule module) {
    this.profile = profile;
    this.architecture = architecture;
    this.manager = manager;
    this.module = module;
    this.adapters =
        new LoadedAdapters(architecture.linears(), profile.precision(), manager, module);
  }

  /**
   * Reads a checkpoint's weights.
   *
   * @param id name in the API
   * @throws EmendException {@code model_invalid}, naming file and field, or the tensor
   */
  public static VisionLanguageModel load(
      String id, Path directory, Architecture architecture, Precision precision, Device device) {
    NDManager manager = Torch.on(device);
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      TorchScriptModule module =
          TorchScriptModule.load(manager, architecture.source(Use.ANSWERING, precision));
      Map<String, NDArray> weights =
          WeightLoader.load(checkpoint, architecture.layout(), precision, manager, module);
      long parameters = weights.values().stream().mapToLong(NDArray::size).sum();
      TextConfig text = architecture.decoder().config();
      module.setWeights(RotaryTable.with(weights, text.rotary(), text.maxPositions(), manager));
      ModelProfile profile =
          new ModelProfile(
              id,
              architecture.family(),
              text.maxPositions(),
              text.vocabularySize(),
              architecture.imageToken(),
              GenerationConfig.endTokens(directory, text.vocabularySize()),
              precision,
              device.toString(),
              parameters);
      return new ComposedModel(profile, architecture, manager, module);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  @Override
  public ModelProfile profile() {
    return profile;
  }

  @Override
  public ImageFeatures encode(PixelValues pixels) {
    TorchScriptModule.prepareThread(false);
    try (NDManager scope = manager.newSubManager();
        IValue inputs = TorchScriptModule.of(architecture.tower().inputs(scope, pixels))) {
      return new DeviceFeatures(module.call(manager, "encode", inputs), profile.precision());
    }
  }

  @Override
  public long cacheBytes(int slots, int maxLength) {
    return DecoderCache.bytes(architecture.decoder(), profile.precision(), slots, maxLength);
  }

  @Override
  public KvCache newCache(int slots, int maxLength) {
    TorchScriptModule.prepareThread(false);
    NDManager own = manager.newSubManager();
    return DecoderCache.of(architecture.decoder(), module, own, slots, maxLength);
  }

  @Override
  public void loadAdapter(String id, Path directory) {
    TorchScriptModule.prepareThread(false);
    adapters.load(id, directory);
  }

  @Override
  public void unloadAdapter(String id) {
    TorchScriptModule.prepareThread(false);
    adapters.unload(id);
  }

  @Override
  public float[] prefill(KvCache cache, int slot, Chunk chunk, Optional<String> adapter) {
    TorchScriptModule.prepareThread(false);
    adapters.use(adapter);
    DecoderCache own = (DecoderCache) cache;
    Positions positions = chunk.positions();
    int length = chunk.tokens().length;
    try (NDManager scope = manager.newSubManager();
        IValue ids = longs(scope, widen(chunk.tokens()), new Shape(1, length));
        IValue at = longs(scope, positions.flat(), new Shape(positions.axes().length, length));
        IValue images = images(chunk);
        IValue ranges = ranges(chunk);
        IValue row = IValue.from((long) slot);
        IValue start = IValue.from((long) chunk.start())) {
      return module
          .call(scope, "prefill", ids, at, images, ranges, own.keys(), own.values(), row, start)
          .toFloatArray();
    }
  }

  private static IValue images(Chunk chunk) {
    return TorchScriptModule.of(
        chunk.images().stream().map(part -> ((DeviceFeatures) part.image()).array()).toList());
  }

  /** [from, length] of each of the images' features. */
  private static IValue ranges(Chunk chunk) {
    return IValue.listFrom(
        chunk.images().stream()
            .flatMapToLong(part -> LongStream.of(part.from(), part.length()))
            .toArray());
  }

  @Override
  public float[][] decode(KvCache cache, DecodeRows rows, Optional<String> adapter) {
    TorchScriptModule.prepareThread(false);
    adapters.use(adapter);
    DecoderCache own = (DecoderCache) cache;
    int padded = (rows.count() + ROW_MULTIPLE - 1) / ROW_MULTIPLE * ROW_MULTIPLE;
    long[] table = new long[3 * padded];
    fill(table, 0, rows.tokens());
    fill(table, padded, rows.lengths());
    fill(table, 2 * padded, rows.positions());
    try (NDManager scope = manager.newSubManager();
        IValue step = longs(scope, table, new Shape(3, padded));
        IValue slots = IValue.listFrom(widen(rows.slots()));
        IValue lengths = IValue.listFrom(widen(rows.lengths()))) {
      float[] flat =
          module
              .call(scope, "decode", step, own.keys(), own.values(), slots, lengths)
              .toFloatArray();
      int width = profile.vocabularySize();
      return IntStream.range(0, rows.count())
          .mapToObj(row -> Arrays.copyOfRange(flat, row * width, (row + 1) * width))
          .toArray(float[][]::new);
    }
  }

  private static void fill(long[] table, int from, int[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      table[from + i] = numbers[i];
    }
  }

  private static IValue longs(NDManager scope, long[] numbers, Shape shape) {
    return TorchScriptModule.of(scope.create(numbers, shape));
  }

  private static long[] widen(int[] numbers) {
    return Arrays.stream(numbers).asLongStream().toArray();
  }

  @Override
  public void close() {
    module.close();
    manager.close();
  }
}
