package io.emend.inference;

import io.emend.DefaultSettings;
import io.emend.inference.registry.RegistryStore;
import io.emend.storage.FileObjectStore;
import io.emend.storage.LocalCache;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A model as a server has it before its start, made without a server. */
final class UnstartedModel {
  private UnstartedModel() {}

  static RegistryStore registries(Path store) {
    return new RegistryStore(new FileObjectStore(store));
  }

  static ServingModel of(Path store, Map<String, String> settings, StartTimes times) {
    InferenceConfig config = DefaultSettings.of(InferenceConfig.class, settings);
    ServedAdapters adapters =
        new ServedAdapters(registries(store), new AdapterFiles(new FileObjectStore(store)), config);
    ModelFiles files = new ModelFiles(LocalCache.unused());
    return new ServingModel(
        config,
        DefaultSettings.of(FunctionsConfig.class),
        adapters,
        new ModelStart(config, files, adapters, times),
        new ShutdownTime(Optional.empty(), Optional.empty()),
        true);
  }
}
