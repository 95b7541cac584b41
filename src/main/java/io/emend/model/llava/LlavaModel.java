package io.emend.model.llava;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import io.emend.error.EmendException;
import io.emend.model.ImageFeatures;
import io.emend.model.KvCache;
import io.emend.model.ModelProfile;
import io.emend.model.PixelValues;
import io.emend.model.VisionLanguageModel;
import io.emend.model.torchscript.TorchScriptModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** LLaVA on one device, after Liu et al. 2023 and transformers' {@code modeling_llava}. */
final class LlavaModel implements VisionLanguageModel {
  /**
   * Matrix products over few rows take different kernels at different row counts; with the count
   * rounded up to this, a row's result is the same alone and in company.
   */
  private static final int ROW_MULTIPLE = 8;

  private final ModelProfile profile;
  private final LlavaConfig config;
  private final NDManager manager;
  private final TorchScriptModule module;
  private final LlavaAdapters adapters;

  LlavaModel(
      ModelProfile profile, LlavaConfig config, NDManager manager, TorchScriptModule module) {
    this.profile = profile;
    this.config = config;
    this.manager = manager;
    this.module = module;
    this.adapters =
        new LlavaAdapters(LlavaLinears.of(config), profile.precision(), manager, module);
  }

  @Override
  public ModelProfile profile() {
    return profile;
  }

  @Override
  public ImageFeatures encode(PixelValues pixels) {
    int size = config.vision().imageSize();
    if (pixels.height() != size || pixels.width() != size) {
      String rule = "must be " + size + " x " + size;
      throw EmendException.invalid("pixels", rule, pixels.height() + " x " + pixels.width());
    }
    TorchScriptModule.prepareThread(false);
    try (NDManager scope = manager.newSubManager()) {
      NDArray array = scope.create(pixels.values(), new Shape(1, 3, size, size));
      try (IValue input = TorchScriptModule.of(array)) {
        return new LlavaFeatures(module.call(manager, "encode", input));
      }
    }
  }

  @Override
  public long cacheBytes(int slots, int maxLength) {
    TextConfig text = config.text();
    long numbers = 2L * text.layers() * text.keyHeads() * text.headDim();
    return numbers * profile.precision().bytes() * slots * maxLength;
  }

  @Override
  public KvCache newCache(int slots, int maxLength) {
    TorchScriptModule.prepareThread(false);
    NDManager own = manager.newSubManager();
    TextConfig text = config.text();
    long[] shape = {slots, text.keyHeads(), maxLength, text.headDim()};
    List<NDArray> keys = new ArrayList<>();
    List<NDArray> values = new ArrayList<>();
    try (NDArray like = manager.create(0f);
        IValue device = TorchScriptModule.of(like);
        IValue size = IValue.listFrom(shape)) {
      for (int i = 0; i < text.layers(); i++) {
        keys.add(module.call(own, "empty_cache", device, size));
        values.add(module.call(own, "empty_cache", device, size));
      }
    }
    return new LlavaCache(module, own, new LlavaCache.Layers(keys, values), slots, maxLength);
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
  public float[] prefill(
      KvCache cache,
      int slot,
      int position,
      int[] tokens,
      List<ImageFeatures> images,
      Optional<String> adapter) {
    TorchScriptModule.prepareThread(false);
    adapters.use(adapter);
    LlavaCache own = (LlavaCache) cache;
    List<NDArray> features = images.stream().map(image -> ((LlavaFeatures) image).array()).toList();
    try (NDManager scope = manager.newSubManager();
        IValue ids = longs(scope, tokens, new Shape(1, tokens.length));
        IValue pictures = TorchScriptModule.of(features);
        IValue row = IValue.from((long) slot);
        IValue at = IValue.from((long) position)) {
      return module
          .call(scope, "prefill", ids, pictures, own.keys(), own.values(), row, at)
          .toFloatArray();
    }
  }

  @Override
  public float[][] decode(
      KvCache cache, int[] slots, int[] positions, int[] tokens, Optional<String> adapter) {
    TorchScriptModule.prepareThread(false);
    adapters.use(adapter);
    LlavaCache own = (LlavaCache) cache;
    int rows = (tokens.length + ROW_MULTIPLE - 1) / ROW_MULTIPLE * ROW_MULTIPLE;
    try (NDManager scope = manager.newSubManager();
        IValue ids = longs(scope, Arrays.copyOf(tokens, rows), new Shape(rows));
        IValue at = longs(scope, Arrays.copyOf(positions, rows), new Shape(rows));
        IValue slotList = IValue.listFrom(widen(slots));
        IValue positionList = IValue.listFrom(widen(positions))) {
      float[] flat =
          module
              .call(scope, "decode", ids, at, own.keys(), own.values(), slotList, positionList)
              .toFloatArray();
      int width = profile.vocabularySize();
      return IntStream.range(0, tokens.length)
          .mapToObj(row -> Arrays.copyOfRange(flat, row * width, (row + 1) * width))
          .toArray(float[][]::new);
    }
  }

  private static IValue longs(NDManager scope, int[] numbers, Shape shape) {
    return TorchScriptModule.of(scope.create(widen(numbers), shape));
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
