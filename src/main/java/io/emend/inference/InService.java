package io.emend.inference;

import io.emend.engine.Engine;
import io.emend.engine.EngineStats;
import io.emend.model.LoadedModel;
import io.emend.model.ModelProfile;
import io.emend.model.Processor;
import java.util.List;

/**
 * A model that answers.
 *
 * @param copies at least one
 * @param before what the engine had counted when nobody had asked yet
 */
record InService(List<LoadedModel> copies, Engine engine, EngineStats before)
    implements AutoCloseable {

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
