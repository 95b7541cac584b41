package io.emend.training.job;

import io.emend.model.Processor;
import io.emend.training.dpo.DpoData;
import io.emend.training.dpo.MemoryEstimate;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run that nothing is known against: its examples are read, its weights are not.
 *
 * @param model directory of the model to start from
 * @param start PEFT directory of the adapter that it goes on from, empty for a new one
 * @param processor which reads the examples' pictures when the run comes to them
 */
public record TrainingPlan(
    TrainingSpec spec,
    Path model,
    Optional<Path> start,
    DpoData data,
    MemoryEstimate estimate,
    Processor processor)
    implements AutoCloseable {

  @Override
  public void close() {
    processor.close();
  }
}
