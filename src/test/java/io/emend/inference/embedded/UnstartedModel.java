package io.emend.inference.embedded;

import io.emend.DefaultSettings;
import io.emend.inference.InferenceConfig;
import io.emend.inference.adapter.ServedAdapters;
import io.emend.inference.checkpoint.AdapterFiles;
import io.emend.inference.checkpoint.ModelFiles;
import io.emend.inference.http.FunctionsConfig;
import io.emend.inference.http.HttpServing;
import io.emend.inference.http.ShutdownTime;
import io.emend.inference.registry.RegistryStore;
import io.emend.inference.telemetry.StartMetrics;
import io.emend.storage.cache.LocalCache;
import io.emend.storage.file.FileObjectStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A model as a server has it before its start, made without a server. */
final class UnstartedModel {
  private UnstartedModel() {}

  static RegistryStore registries(Path store) {
    return new RegistryStore(new FileObjectStore(store));
  }

  static ServingModel of(Path store, Map<String, String> settings, StartMetrics times) {
    InferenceConfig config = DefaultSettings.of(InferenceConfig.class, settings);
    ServedAdapters adapters = new ServedAdapters(registries(store), config);
    ModelFiles files = new ModelFiles(LocalCache.unused());
    return new ServingModel(
        config,
        new HttpServing(DefaultSettings.of(FunctionsConfig.class), true),
        adapters,
        new ModelStart(
            config, files, adapters, new AdapterFiles(new FileObjectStore(store)), times),
        new ShutdownTime(Optional.empty(), Optional.empty()));
  }
}
