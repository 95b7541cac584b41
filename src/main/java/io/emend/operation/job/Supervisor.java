package io.emend.operation.job;

import io.emend.concurrent.NamedExecutors;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.LogSubject;
import io.emend.jobs.JobLauncher;
import io.emend.jobs.JobSpec;
import io.emend.jobs.JobsConfig;
import io.emend.jobs.OutageLog;
import io.emend.operation.OperationState;
import io.emend.operation.Recoverable;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Brings jobs from where they stand to where they should be: at the start, on a schedule, and when
 * someone asks for a change. All it knows is in the store and with the launcher, so it may be
 * killed at any moment and another one goes on. One supervisor a store.
 */
@Singleton
public class Supervisor implements Recoverable {
  private static final Logger LOG = Logger.getLogger(Supervisor.class);

  private final JobRecords records;
  private final JobLauncher launcher;
  private final JobsConfig config;
  private final JobSteps steps;
  private final OutageLog outage = new OutageLog(LOG, "jobs cannot be reconciled");
  private final ScheduledExecutorService clock = NamedExecutors.scheduled("emend-jobs");

  /** Jobs that have not ended, so that a look at them is not a look at all there ever were. */
  private final Set<String> open = new TreeSet<>();

  /** Jobs that the last look could do nothing for, with what it failed of. */
  private final Map<String, OutageLog> failing = new ConcurrentHashMap<>();

  private volatile Consumer<Job> listener = job -> {};

  /** Where the jobs that have not ended stood at the last look. */
  private volatile List<JobStatus> observed = List.of();

  /** Whether the jobs of an earlier server are among the open ones. */
  private boolean loaded;

  Supervisor(JobRecords records, JobLauncher launcher, JobsConfig config) {
    this.records = records;
    this.launcher = launcher;
    this.config = config;
    Reconciliation rules = new Reconciliation(config.attempts(), config.grace());
    this.steps = new JobSteps(records, launcher, rules, this::changed);
  }

  /** From now on, the listener hears of each job that comes into another state. */
  public void listen(Consumer<Job> hearing) {
    listener = hearing;
  }

  /** Finds the jobs there are and looks after them from now on. */
  @Override
  public void recover() {
    long pause = config.interval().toMillis();
    clock.scheduleWithFixedDelay(this::tick, 0, pause, TimeUnit.MILLISECONDS);
  }

  /** Leaves the jobs as they are; they go on. */
  @Override
  public void stop() {
    clock.shutdownNow();
  }

  /**
   * Takes a job, once for each idempotency key.
   *
   * @throws EmendException {@code idempotency_conflict} if the key stands for another request;
   *     {@code invalid_value} if it requests what is not allowed
   */
  public synchronized Job submit(JobSpec spec) {
    launcher.check(spec);
    JobSpec kept = records.add(spec);
    Job job = records.get(kept.id());
    if (!job.status().state().ended() && open.add(kept.id())) {
      changed(job);
    }
    return job;
  }

  /** Keeps a run that is complete and was made elsewhere, as by a command, among the jobs. */
  public void adopt(JobSpec spec, Instant started) {
    records.addComplete(spec, started);
  }

  /**
   * @throws EmendException {@code job_not_found}
   */
  public Job job(String id) {
    return withTrouble(records.get(id));
  }

  /** Empty if there is no such job. */
  public Optional<Job> find(String id) {
    return records.find(id).map(this::withTrouble);
  }

  /** All jobs, the latest first. */
  public List<Job> jobs() {
    return records.ids().stream().map(this::job).sorted(Job.LATEST_FIRST).toList();
  }

  /**
   * Wants a job to end. It is asked to at once, and forced after the grace of the configuration;
   * without effect on one that has ended.
   */
  public synchronized Job cancel(String id) {
    // One that has ended meanwhile has ended by itself.
    steps.advance(records.get(id), false);
    Job job = records.get(id);
    if (job.status().state().ended() || job.status().cancelRequestedAt() != null) {
      return job;
    }
    records.replace(id, job.status(), job.status().cancelRequested(Instant.now()));
    steps.advance(records.get(id), false);
    return records.get(id);
  }

  /**
   * Lets a job that failed or was cancelled run again.
   *
   * @throws EmendException {@code job_not_ended} if it waits, runs, or is complete
   */
  public synchronized Job restart(String id) {
    Job job = records.get(id);
    boolean restartable =
        switch (job.status().state()) {
          case FAILED, CANCELLED -> true;
          case QUEUED, RUNNING, SUCCEEDED -> false;
        };
    if (!restartable) {
      throw new EmendException(
          ErrorCode.JOB_NOT_ENDED,
          "job " + id + " is " + job.status().state() + ": only one that failed starts again",
          Map.of("job", id));
    }
    records.replace(id, job.status(), job.status().requeued());
    open.add(id);
    Job waiting = records.get(id);
    changed(waiting);
    return waiting;
  }

  /** Where the jobs that have not ended stood at the last look. */
  public List<JobStatus> open() {
    return observed;
  }

  /** What a job has printed and prints, line by line, until it is over. */
  public Multi<String> logs(String id) {
    records.get(id);
    return launcher.logs(id, () -> records.get(id).status().state().ended());
  }

  private void tick() {
    try {
      loadOpen();
      reconcile();
      outage.worked();
    } catch (EmendException e) {
      // The schedule would end with it; the store may be back at the next look.
      outage.failed(e.getMessage(), e);
    } catch (RuntimeException e) {
      LOG.error("jobs cannot be reconciled", e);
    }
  }

  /** Once, and not before the store answers. */
  private synchronized void loadOpen() {
    if (!loaded) {
      open.addAll(records.ids());
      loaded = true;
    }
  }

  /** One look at every open job. Those that run come first, since an end makes room. */
  synchronized void reconcile() {
    List<JobStatus> unended = new ArrayList<>();
    int running = 0;
    for (Job job : open.stream().map(records::get).sorted(Job.IN_ORDER).toList()) {
      boolean room = running < config.concurrency();
      JobStatus after = LogSubject.JOB.about(job.spec().id(), () -> guarded(job, room));
      running += after.state() == OperationState.RUNNING ? 1 : 0;
      if (after.state().ended()) {
        open.remove(job.spec().id());
      } else {
        unended.add(after);
      }
    }
    observed = List.copyOf(unended);
  }

  /** One job's trouble is not another's. */
  private JobStatus guarded(Job job, boolean room) {
    String id = job.spec().id();
    try {
      JobStatus after = steps.advance(job, room);
      Optional.ofNullable(failing.remove(id)).ifPresent(OutageLog::worked);
      return after;
    } catch (RuntimeException e) {
      String reason = e instanceof EmendException ? e.getMessage() : e.toString();
      failing
          .computeIfAbsent(id, one -> new OutageLog(LOG, "job " + one + " cannot be reconciled"))
          .failed(reason, e);
      return job.status();
    }
  }

  /** With what keeps it from being looked after, if anything does. */
  private Job withTrouble(Job job) {
    OutageLog trouble = failing.get(job.spec().id());
    return trouble == null || job.status().state().ended()
        ? job
        : new Job(job.spec(), job.status().waitingFor(trouble.sentence()));
  }

  private void changed(Job job) {
    LOG.infof("job %s is %s", job.spec().id(), job.status().state());
    listener.accept(job);
  }
}
