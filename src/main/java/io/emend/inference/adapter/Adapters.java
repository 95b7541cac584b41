package io.emend.inference.adapter;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.checkpoint.AdapterFiles;
import io.emend.inference.checkpoint.ModelFiles;
import io.emend.inference.checkpoint.ModelReference;
import io.emend.inference.registry.RegisteredAdapter;
import io.emend.inference.registry.Registry;
import io.emend.inference.registry.RegistryStore;
import io.emend.model.ModelLoader;
import io.emend.model.adapter.LoraOptions;
import io.emend.model.adapter.PeftAdapter;
import io.emend.model.adapter.PeftConfig;
import io.emend.model.adapter.TargetModules;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** The registered adapters of models, and the one way into their registries. Blocking. */
@Singleton
@RegisterForReflection(
    targets = {
      PeftConfig.class,
      TargetModules.class,
      TargetModules.Names.class,
      TargetModules.Pattern.class
    })
public class Adapters {
  private final RegistryStore registries;
  private final AdapterFiles files;
  private final ModelFiles models;

  public Adapters(RegistryStore registries, AdapterFiles files, ModelFiles models) {
    this.registries = registries;
    this.files = files;
    this.models = models;
  }

  public Registry registry(ModelReference model) {
    return registries.read(model.id());
  }

  /**
   * Registers an adapter that is in the store; again, it changes nothing.
   *
   * @throws EmendException {@code model_invalid} where its files cannot be read or have a value
   *     that is not finite; {@code object_exists} when the id stands for another
   */
  public Registry register(ModelReference model, RegisteredAdapter adapter) {
    files.with(
        adapter,
        directory -> {
          PeftAdapter.open(directory).close();
          return directory;
        });
    return registries.update(model.id(), known -> known.register(adapter));
  }

  /**
   * The shape that a training has that goes on from an adapter.
   *
   * @throws EmendException {@code adapter_not_found}; {@code model_invalid} where none can
   */
  public LoraOptions options(ModelReference model, String id) {
    Path base = models.withoutWeights(model);
    return with(
        model,
        id,
        directory -> {
          try (PeftAdapter adapter = PeftAdapter.open(directory)) {
            return adapter.options(ModelLoader.linears(base));
          }
        });
  }

  /**
   * Lends an adapter's PEFT directory.
   *
   * @throws EmendException {@code adapter_not_found}
   */
  public <T> T with(ModelReference model, String id, Function<Path, T> use) {
    RegisteredAdapter adapter = registry(model).adapter(id).orElseThrow(() -> notFound(model, id));
    return files.with(adapter, use);
  }

  private static EmendException notFound(ModelReference model, String id) {
    String rule = "must be a registered adapter of " + model.id();
    return new EmendException(
        ErrorCode.ADAPTER_NOT_FOUND,
        "fromAdapter " + rule + ", was " + id,
        Map.of("field", "fromAdapter", "rule", rule, "value", id));
  }
}
