package io.emend.model.llava;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import io.emend.model.KvCache;
import io.emend.model.torchscript.TorchScriptModule;
import java.util.List;

/** Keys and values, a tensor a layer each, (slots, keyHeads, maxLength, headDim). */
final class LlavaCache implements KvCache {
  private final TorchScriptModule module;
  private final NDManager manager;
  private final IValue keys;
  private final IValue values;
  private final int slots;
  private final int maxLength;

  LlavaCache(TorchScriptModule module, NDManager manager, Layers layers, int slots, int maxLength) {
    this.module = module;
    this.manager = manager;
    this.keys = TorchScriptModule.of(layers.keys());
    this.values = TorchScriptModule.of(layers.values());
    this.slots = slots;
    this.maxLength = maxLength;
  }

  /** The arrays of all layers. */
  record Layers(List<NDArray> keys, List<NDArray> values) {}

  IValue keys() {
    return keys;
  }

  IValue values() {
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
