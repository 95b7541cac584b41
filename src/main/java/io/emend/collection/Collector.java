package io.emend.collection;

import static java.util.stream.Collectors.toSet;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.evaluation.source.LabelledSource;
import io.emend.evaluation.source.LabelledSources;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Takes a collection from where it stands to its end. */
@Singleton
final class Collector {
  /** Between two status writes, each of which notices a cancellation. */
  private static final Duration BEAT = Duration.ofMillis(400);

  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final CollectionRecords records;
  private final DatasetPublisher publisher;
  private final TwoTurns turns;
  private final LabelledSources sources;
  private final CollectionConfig config;

  Collector(
      CollectionRecords records,
      DatasetPublisher publisher,
      TwoTurns turns,
      LabelledSources sources,
      CollectionConfig config) {
    this.records = records;
    this.publisher = publisher;
    this.turns = turns;
    this.sources = sources;
    this.config = config;
  }

  /**
   * What a collection asks from.
   *
   * @throws EmendException as {@link LabelledSources#open}
   */
  LabelledSource source(CollectionSpec spec) {
    return sources.open(spec.source());
  }

  /** One run's view of its collection. */
  private record Run(CollectionSpec spec, RunStatus status, RowLog rows) {}

  /**
   * Asks what is not recorded, then writes the dataset. A failure that is no sample's is the
   * collection's, in its status.
   *
   * @param listener hears of each status that is written
   * @return the collection as it ended
   * @throws EmendException {@code store_failed}; the collection can be gone on with
   * @throws CancellationException if the thread is interrupted or the engine stops; the collection
   *     then stays as it is, to be gone on with
   */
  StoredCollection run(String id, Consumer<StoredCollection> listener) {
    StoredCollection collection = records.get(id);
    if (collection.status().state().ended()) {
      return collection;
    }
    RunStatus status = new RunStatus(records, collection, listener);
    Run run = new Run(collection.spec(), status, records.rows(id));
    try {
      while (!collected(run)) {
        // The next status that is written tells whose collection it is now.
      }
      publisher.publish(run.spec(), status, run.rows());
    } catch (EmendException e) {
      fail(status, e);
    }
    return records.get(id);
  }

  /** Tells whether all is recorded: not if another run, dead by now or not, recorded in between. */
  private boolean collected(Run run) {
    try {
      collect(run);
      return true;
    } catch (EmendException e) {
      if (e.code() == ErrorCode.OBJECT_EXISTS) {
        return false;
      }
      throw e;
    }
  }

  private static void fail(RunStatus status, EmendException e) {
    // A store, too, fails in a thread that is interrupted.
    if (e.code() == ErrorCode.CANCELLED || Thread.currentThread().isInterrupted()) {
      throw stopped();
    }
    // Not the collection's fault, and its status could not be told either.
    if (e.code() == ErrorCode.STORE_FAILED) {
      throw e;
    }
    // Whoever changed the status has decided.
    if (e.code() != ErrorCode.OBJECT_CHANGED) {
      status.write(status.known().failed(e.getMessage()));
    }
  }

  private static CancellationException stopped() {
    return new CancellationException("the collection is stopped; it can be gone on with");
  }

  private void collect(Run run) {
    List<CollectedRow> there = run.rows().read();
    Pace pace = new Pace(CollectionProgress.none(run.spec().total()), there);
    run.status().write(run.status().known().running(pace.progress()));
    Set<String> recorded = there.stream().map(CollectedRow::id).collect(toSet());
    try (SamplePlan plan = new SamplePlan(run.spec(), source(run.spec()), recorded);
        SamplesInFlight flight = new SamplesInFlight(run.spec(), turns)) {
      pump(run, plan, flight, pace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped();
    }
    run.status().write(run.status().known().running(pace.progress().complete()));
  }

  private void pump(Run run, SamplePlan plan, SamplesInFlight flight, Pace pace)
      throws InterruptedException {
    long beat = System.nanoTime();
    while (fill(plan, flight)) {
      flight
          .next(PATIENCE)
          .ifPresent(
              row -> {
                run.rows().add(row);
                pace.count(row);
              });
      run.rows().flushIfDue();
      if (System.nanoTime() - beat > BEAT.toNanos()) {
        run.status().write(run.status().known().running(pace.progress()));
        beat = System.nanoTime();
      }
    }
    run.rows().flush();
  }

  /** Asks as many at once as may be; tells whether anything is being asked. */
  private boolean fill(SamplePlan plan, SamplesInFlight flight) {
    while (flight.count() < config.concurrency() && plan.hasNext()) {
      flight.ask(plan.next());
    }
    return flight.count() > 0;
  }
}
