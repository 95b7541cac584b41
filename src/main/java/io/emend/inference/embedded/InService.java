package io.emend.inference.embedded;

import io.emend.engine.Engine;
import io.emend.engine.EngineGroup;
import io.emend.generation.EngineStats;
import io.emend.model.LoadedModel;
import io.emend.model.ModelProfile;
import io.emend.model.Processor;
import java.util.List;
import java.util.function.Consumer;

/**
 * A model that answers.
 *
 * @param copies at least one
 * @param engines one a copy
 * @param engine all of them as one
 * @param before what the engine had counted when nobody had asked yet
 */
record InService(List<LoadedModel> copies, List<Engine> engines, Engine engine, EngineStats before)
    implements AutoCloseable {

  static InService of(List<LoadedModel> copies, List<Engine> engines) {
    return new InService(copies, engines, new EngineGroup(engines), EngineStats.NONE);
  }

  /** Counts from now on. */
  InService counted() {
    return new InService(copies, engines, engine, engine.stats());
  }

  void each(Consumer<Engine> use) {
    engines.forEach(use);
  }

  Processor processor() {
    return copies.get(0).processor();
  }

  ModelProfile profile() {
    return copies.get(0).model().profile();
  }

  /** Figures of what was asked for, without the warm-up. */
  EngineStats stats() {
    return engine.stats().since(before);
  }

  @Override
  public void close() {
    engine.close();
    copies.forEach(LoadedModel::close);
  }
}
