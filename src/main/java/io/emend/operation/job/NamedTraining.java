package io.emend.operation.job;

import io.emend.jobs.JobSpec;
import io.emend.jobs.Placement;
import io.emend.storage.Sha256;
import io.emend.training.dpo.DpoListener;
import io.emend.training.job.TrainingSpec;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trains for a person, as a job that is kept with those of the admin API. */
@Singleton
public class NamedTraining {
  private final TrainingSession session;
  private final Supervisor supervisor;

  public NamedTraining(TrainingSession session, Supervisor supervisor) {
    this.session = session;
    this.supervisor = supervisor;
  }

  /**
   * Runs or goes on: the id is that of the request.
   *
   * @param name of the job, null for one that is made
   * @return the job's id; empty when a signal stopped it
   */
  public Optional<String> run(TrainingSpec asked, String name, DpoListener listener) {
    Instant started = Instant.now();
    TrainingSpec request = session.complete(asked);
    String id = JobSpec.idOf(Sha256.of(request.json().toString()));
    if (!session.run(id, request, listener)) {
      return Optional.empty();
    }
    String called = name == null ? request.method() + " on " + request.dataset() : name;
    List<String> arguments = List.of("train", "--job", id);
    supervisor.adopt(
        new JobSpec(id, called, arguments, request.json(), Map.of(), Placement.ANYWHERE, started),
        started);
    return Optional.of(id);
  }
}
