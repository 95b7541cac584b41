package io.emend.model.decoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import io.emend.model.KvCache;
import io.emend.model.Precision;
import io.emend.model.decoder.Decoder.CacheShape;
import io.emend.model.torchscript.TorchScriptModule;
import java.util.ArrayList;
import java.util.List;

/** Keys and values, a tensor a layer each, (slots, keyHeads, maxLength, headDim). */
public final class DecoderCache implements KvCache {
  private final TorchScriptModule module;
  private final NDManager manager;
  private final IValue keys;
  private final IValue values;
  private final int slots;
  private final int maxLength;

  private DecoderCache(
      TorchScriptModule module,
      NDManager manager,
      List<List<NDArray>> layers,
      int slots,
      int maxLength) {
    this.module = module;
    this.manager = manager;
    this.keys = TorchScriptModule.of(layers.get(0));
    this.values = TorchScriptModule.of(layers.get(1));
    this.slots = slots;
    this.maxLength = maxLength;
  }

  /** Bytes of the cache that {@link #of} makes. */
  public static long bytes(Decoder decoder, Precision precision, int slots, int maxLength) {
    long numbers = decoder.cacheShapes().stream().mapToLong(CacheShape::numbers).sum();
    return 2 * numbers * precision.bytes() * slots * maxLength;
  }

  /**
   * Zeros in the precision of the module.
   *
   * @param manager owned by the cache from now on
   */
  public static DecoderCache of(
      Decoder decoder, TorchScriptModule module, NDManager manager, int slots, int maxLength) {
    List<NDArray> keys = new ArrayList<>();
    List<NDArray> values = new ArrayList<>();
    try (NDArray like = manager.create(0f);
        IValue device = TorchScriptModule.of(like)) {
      for (CacheShape layer : decoder.cacheShapes()) {
        long[] shape = {slots, layer.keyHeads(), maxLength, layer.headDim()};
        try (IValue size = IValue.listFrom(shape)) {
          keys.add(module.call(manager, "empty_cache", device, size));
          values.add(module.call(manager, "empty_cache", device, size));
        }
      }
    }
    return new DecoderCache(module, manager, List.of(keys, values), slots, maxLength);
  }

  public IValue keys() {
    return keys;
  }

  public IValue values() {
    return values;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int maxLength() {
    return maxLength;
  }

  @Override
  public void copyPrefix(int fromSlot, int toSlot, int length) {
    try (IValue from = IValue.from((long) fromSlot);
        IValue to = IValue.from((long) toSlot);
        IValue count = IValue.from((long) length)) {
      module.run("copy_prefix", keys, values, from, to, count);
    }
  }

  @Override
  public void close() {
    keys.close();
    values.close();
    manager.close();
  }
}
