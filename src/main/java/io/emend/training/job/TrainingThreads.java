package io.emend.training.job;

import io.emend.model.ModelLoader;
import io.emend.model.host.CpuThreads;
import io.emend.model.preference.TrainingSize;
import java.nio.file.Path;

/** The threads that a training's steps are computed with. */
public final class TrainingThreads {
  private TrainingThreads() {}

  /**
   * @param model directory whose configuration tells its size
   */
  public static CpuThreads of(TrainingConfig config, Path model) {
    return CpuThreads.of(
        CpuThreads.Work.TRAINING,
        TrainingSize.of(ModelLoader.architecture(model)).weights(),
        1,
        new CpuThreads.Setting("emend.training.threads", config.threads()));
  }
}
