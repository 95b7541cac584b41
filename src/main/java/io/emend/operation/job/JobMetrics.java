package io.emend.operation.job;

import io.emend.operation.OperationState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How many jobs wait and run now, and how many have ended, and how, since the start. */
@Singleton
final class JobMetrics {
  private static final String STATE = "state";

  private final Supervisor jobs;
  private final MeterRegistry registry;

  JobMetrics(Supervisor jobs, MeterRegistry registry) {
    this.jobs = jobs;
    this.registry = registry;
  }

  void register(@Observes StartupEvent event) {
    open("queued", job -> job.state() == OperationState.QUEUED);
    open("waiting", job -> job.state() == OperationState.RUNNING && job.waiting() != null);
    open("running", job -> job.state() == OperationState.RUNNING && job.waiting() == null);
    Stream.of(OperationState.values()).filter(OperationState::ended).forEach(this::ended);
  }

  /** Of a job that has come into this state. */
  void count(OperationState state) {
    if (state.ended()) {
      ended(state).increment();
    }
  }

  /**
   * @param state {@code waiting} is a run that was started and cannot begin, as for want of a GPU
   */
  private void open(String state, Predicate<JobStatus> belongs) {
    Gauge.builder("emend.jobs", jobs, all -> all.open().stream().filter(belongs).count())
        .tag(STATE, state)
        .register(registry);
  }

  /** Micrometer adds {@code _total}. */
  private Counter ended(OperationState state) {
    return registry.counter("emend.jobs.ended", STATE, state.word());
  }
}
