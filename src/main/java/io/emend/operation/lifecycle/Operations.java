package io.emend.operation.lifecycle;

import io.emend.concurrent.NamedExecutors;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.jobs.JobSpec;
import io.emend.operation.Operation;
import io.emend.operation.OperationFailure;
import io.emend.operation.OperationRecords;
import io.emend.operation.OperationState;
import io.emend.operation.Recoverable;
import io.emend.operation.job.Job;
import io.emend.operation.job.Supervisor;
import io.emend.storage.StoreRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/**
 * All operations of one kind. This server runs them one at a time, in the order they came, or has
 * jobs run them. All there is to know is in the store: a server may be killed at any moment, and
 * the next one takes up what had not ended.
 */
public final class Operations<T extends Operation<T>> implements Recoverable {
  private static final Logger LOG = Logger.getLogger(Operations.class);
  private static final Duration STORE_PAUSE = Duration.ofSeconds(2);

  private final OperationKind<T> kind;
  private final OperationRecords<T> records;
  private final Supervisor jobs;
  private final ExecutorService queue;
  private final StoreRetry store = new StoreRetry(STORE_PAUSE);

  /** Those that wait or run here and are wanted. */
  private final Set<String> wanted = ConcurrentHashMap.newKeySet();

  /** The last that was begun here. */
  private volatile String running = "";

  public Operations(OperationKind<T> kind, OperationRecords<T> records, Supervisor jobs) {
    this.kind = kind;
    this.records = records;
    this.jobs = jobs;
    this.queue = NamedExecutors.single("emend-" + kind.subject().word() + "s");
  }

  /** In the thread of the runs: a store that is slow, or down, keeps no server from starting. */
  @Override
  public void recover() {
    queue.execute(this::takeUpAll);
  }

  @Override
  public void stop() {
    store.end();
    queue.shutdownNow();
  }

  private void takeUpAll() {
    try {
      store.call(records::open).forEach(this::guardedTakeUp);
    } catch (RuntimeException e) {
      LOG.errorf(e, "%ss that have not ended cannot be listed", kind.subject().word());
    }
  }

  /** One operation's trouble is not the next one's. */
  private void guardedTakeUp(T left) {
    try {
      store.call(
          () -> {
            takeUp(left);
            return left;
          });
    } catch (RuntimeException e) {
      LOG.warnf(e, "%s %s cannot be recovered", kind.subject().word(), left.id());
    }
  }

  private void takeUp(T left) {
    if (kind.runsAsJob(left)) {
      // Makes the job that a crash between record and job left out.
      jobs.submit(kind.job(left));
    } else if (kind.runsInServer(left) && wanted.add(left.id())) {
      resume(left);
    }
  }

  private void resume(T left) {
    if (kind.resumes()) {
      enqueue(left.id());
    } else {
      wanted.remove(left.id());
      String what = kind.subject().word();
      fail(left.id(), interrupted("the server ended before the " + what + " did; submit it again"));
    }
  }

  private OperationFailure interrupted(String detail) {
    return new OperationFailure(kind.interrupted(), detail);
  }

  /**
   * Keeps a new operation and has it run. The record comes first, so that no crash loses what was
   * taken.
   *
   * @return the operation of that id that was there before, where it asks for the same
   * @throws EmendException {@code idempotency_conflict} where it asks for something else
   */
  public Observed<T> submit(T queued) {
    boolean here = !kind.runsAsJob(queued) && wanted.add(queued.id());
    if (!records.add(queued)) {
      return replayed(queued, here);
    }
    if (!here) {
      return submitted(queued);
    }
    enqueue(queued.id());
    return new Observed<>(queued, null);
  }

  /**
   * @param unwanted whether it was not wanted here before
   */
  private Observed<T> replayed(T asked, boolean unwanted) {
    if (unwanted) {
      wanted.remove(asked.id());
    }
    T known = records.get(asked.id());
    if (!kind.asksTheSame(known, asked)) {
      String what = kind.subject().word();
      throw new EmendException(
          ErrorCode.IDEMPOTENCY_CONFLICT,
          "this Idempotency-Key started "
              + what
              + " "
              + known.id()
              + ", which asks for something else",
          Map.of(what, known.id()));
    }
    return observed(known).asReplayed();
  }

  private Observed<T> submitted(T queued) {
    Job job = jobs.submit(kind.job(queued));
    T now = records.get(queued.id());
    // Cancelled before its job was there to be cancelled.
    return now.state().ended() ? cancel(now.id()) : new Observed<>(now, job.status().waiting());
  }

  private void enqueue(String id) {
    queue.execute(() -> kind.subject().about(id, () -> run(id)));
  }

  private void run(String id) {
    running = id;
    try {
      kind.run(id, new RunControl(() -> wanted.contains(id), store));
      LOG.infof("%s %s is %s", kind.subject().word(), id, records.get(id).state());
    } catch (CancellationException e) {
      LOG.infof("%s %s goes on at the next start", kind.subject().word(), id);
    } catch (EmendException e) {
      ended(id, e, OperationFailure.of(e));
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s %s failed", kind.subject().word(), id);
      String detail = "internal error, the log has the cause";
      ended(id, e, new OperationFailure(ErrorCode.INTERNAL, detail));
    } finally {
      wanted.remove(id);
    }
  }

  /** What a server that stops has interrupted is told by the one that starts. */
  private void ended(String id, RuntimeException trouble, OperationFailure why) {
    if (kind.resumes() || queue.isShutdown()) {
      String what = kind.subject().word();
      LOG.warnf("%s %s stopped, until the next start: %s", what, id, trouble);
    } else {
      failPatiently(id, why);
    }
  }

  /** Nobody would hear of an end that a full disk does not take. */
  private void failPatiently(String id, OperationFailure why) {
    try {
      store.call(() -> fail(id, why));
    } catch (EmendException e) {
      String what = kind.subject().word();
      LOG.errorf("the end of %s %s could not be recorded: %s", what, id, e.getMessage());
    }
  }

  private T fail(String id, OperationFailure why) {
    return records.update(id, each -> each.failed(why, Instant.now()));
  }

  /** An operation as it stands now. */
  public Observed<T> get(String id) {
    return observed(records.get(id));
  }

  /** All, the latest first. */
  public List<Observed<T>> list() {
    return records.list().stream().map(this::observed).toList();
  }

  private Observed<T> observed(T stored) {
    if (stored.state().ended()) {
      return new Observed<>(stored, null);
    }
    return kind.runsAsJob(stored) ? byJob(stored) : new Observed<>(stored, waiting(stored.id()));
  }

  private Observed<T> byJob(T stored) {
    JobSpec spec = kind.job(stored);
    Job job = jobs.find(spec.id()).orElseGet(() -> jobs.submit(spec));
    // Its end is written by the run before that ended, or never.
    return job.status().state().ended()
        ? new Observed<>(fail(stored.id(), interrupted(end(job))), null)
        : new Observed<>(stored, job.status().waiting());
  }

  private static String end(Job job) {
    return job.status().state() == OperationState.CANCELLED
        ? "its job was cancelled"
        : job.status().exit().message();
  }

  private String waiting(String id) {
    String reason = store.reason();
    return id.equals(running) && !reason.isEmpty() ? "waiting for the store" + reason : null;
  }

  /**
   * Ends an operation at once for all who ask, and its run as soon as that can; without effect on
   * one that has ended.
   */
  public Observed<T> cancel(String id) {
    T ended = records.update(id, each -> each.cancelled(Instant.now()));
    wanted.remove(id);
    if (kind.runsAsJob(ended)) {
      // A crash between the record and its job left none: nothing runs.
      jobs.find(kind.job(ended).id()).ifPresent(job -> jobs.cancel(job.spec().id()));
    }
    return new Observed<>(ended, null);
  }
}
