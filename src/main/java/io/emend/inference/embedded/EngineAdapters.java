package io.emend.inference.embedded;

import io.emend.engine.Engine;
import io.emend.error.EmendException;
import io.emend.inference.adapter.AdapterHost;
import io.emend.inference.checkpoint.AdapterFiles;
import io.emend.inference.registry.RegisteredAdapter;
import java.util.concurrent.CompletionException;

/** The adapters of the engine of this process, read from the store. */
record EngineAdapters(Engine engine, AdapterFiles files) implements AdapterHost {

  @Override
  public void load(RegisteredAdapter adapter) {
    try {
      files.with(adapter, path -> engine.loadAdapter(adapter.id(), path).join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof EmendException own ? own : e;
    }
  }

  @Override
  public void unload(String id) {
    engine.unloadAdapter(id);
  }
}
