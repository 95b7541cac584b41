package io.emend.model.adapter;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.emend.error.EmendException;
import io.emend.model.Precision;
import io.emend.model.torchscript.TorchScriptModule;
import io.emend.model.weights.WeightLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Adapters beside the base weights: their names begin with a prefix of their own. */
public final class LoadedAdapters {
  private final AdaptableLinears linears;
  private final Precision precision;
  private final NDManager manager;
  private final TorchScriptModule module;
  private final Map<String, NDManager> loaded = new HashMap<>();
  private Optional<String> inUse = Optional.empty();

  public LoadedAdapters(
      AdaptableLinears linears, Precision precision, NDManager manager, TorchScriptModule module) {
    this.linears = linears;
    this.precision = precision;
    this.manager = manager;
    this.module = module;
  }

  public void load(String id, Path directory) {
    NDManager own = manager.newSubManager();
    try (PeftAdapter adapter = PeftAdapter.open(directory)) {
      Map<String, NDArray> weights = weights(adapter, prefix(id), own);
      unload(id);
      module.addWeights(weights);
      loaded.put(id, own);
    } catch (RuntimeException e) {
      own.close();
      throw e;
    }
  }

  private Map<String, NDArray> weights(PeftAdapter adapter, String prefix, NDManager own) {
    Map<String, NDArray> weights = new HashMap<>();
    adapter
        .bind(linears)
        .forEach(
            (name, key) ->
                weights.put(
                    prefix + name, WeightLoader.copy(adapter.tensor(key), precision, own, module)));
    weights.put(prefix + LoraWeights.SCALE, own.create((float) adapter.scale()));
    return weights;
  }

  public void unload(String id) {
    NDManager own = loaded.remove(id);
    if (own != null) {
      module.removeWeights(prefix(id));
      own.close();
    }
  }

  /** What is computed from now on goes through this adapter. */
  public void use(Optional<String> adapter) {
    adapter.ifPresent(
        id -> EmendException.require(loaded.containsKey(id), "adapter", "must be loaded", id));
    if (!adapter.equals(inUse)) {
      module.useAdapter(adapter.map(LoadedAdapters::prefix).orElse(""));
      inUse = adapter;
    }
  }

  /** Weights have no slash in their names, so no prefix begins another. */
  private static String prefix(String id) {
    return "adapter/" + id + "/";
  }
}
