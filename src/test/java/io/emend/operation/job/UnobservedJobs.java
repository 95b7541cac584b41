package io.emend.operation.job;

import io.emend.DefaultSettings;
import io.emend.jobs.JobLauncher;
import io.emend.jobs.JobSpec;
import io.emend.jobs.JobsConfig;
import io.emend.jobs.RunObservation;
import io.emend.storage.file.FileObjectStore;
import io.smallrye.mutiny.Multi;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Jobs that are kept and never run: nobody looks at them, and no process is started. */
public final class UnobservedJobs implements JobLauncher {
  private UnobservedJobs() {}

  /** Over a store. */
  public static Supervisor over(Path store) {
    JobRecords records = new JobRecords(new FileObjectStore(store));
    return new Supervisor(records, new UnobservedJobs(), DefaultSettings.of(JobsConfig.class));
  }

  @Override
  public void check(JobSpec spec) {}

  @Override
  public void launch(JobSpec spec, int attempt) {}

  @Override
  public RunObservation observe(String id, int attempt) {
    return new RunObservation.Absent();
  }

  @Override
  public void stop(String id, int attempt, Stop how) {}

  @Override
  public Multi<String> logs(String id, BooleanSupplier over) {
    return Multi.createFrom().empty();
  }
}
