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

/** Asks the samples of a collection and makes a dataset version of them. */
@Singleton
public final class Collector {
  /** Between two looks at the journal, each of which notices a cancellation. */
  private static final Duration BEAT = Duration.ofMillis(400);

  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final DatasetPublisher publisher;
  private final CorrectionClient client;
  private final LabelledSources sources;
  private final CollectionConfig config;

  public Collector(
      DatasetPublisher publisher,
      CorrectionClient client,
      LabelledSources sources,
      CollectionConfig config) {
    this.publisher = publisher;
    this.client = client;
    this.sources = sources;
    this.config = config;
  }

  /**
   * What a collection asks from.
   *
   * @throws EmendException as {@link LabelledSources#open}
   */
  public LabelledSource source(CollectionSpec spec) {
    return sources.open(spec.source());
  }

  /** One run's view of its collection. */
  private record Run(CollectionSpec spec, RowLog rows, CollectionJournal journal) {}

  /**
   * Asks what is not recorded, then writes the dataset.
   *
   * @param rows recorded so far, and a place for more
   * @throws EmendException what is no sample's fault
   * @throws CancellationException if the thread is interrupted
   */
  public void run(CollectionSpec spec, RowLog rows, CollectionJournal journal) {
    Run run = new Run(spec, rows, journal);
    while (!collected(run)) {
      // The journal tells whose collection it is now.
    }
    publisher.publish(spec, journal, rows);
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

  private void collect(Run run) {
    List<CollectedRow> there = run.rows().read();
    Tally tally = new Tally(CollectionCounts.of(there));
    run.journal().progress(tally.counts);
    Set<String> recorded = there.stream().map(CollectedRow::id).collect(toSet());
    try (SamplePlan plan = new SamplePlan(run.spec(), source(run.spec()), recorded);
        SamplesInFlight flight = new SamplesInFlight(run.spec(), client)) {
      pump(run, plan, flight, tally);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the collection is stopped");
    }
    run.journal().complete(tally.counts);
  }

  /** What has been counted so far. */
  private static final class Tally {
    private CollectionCounts counts;

    Tally(CollectionCounts counts) {
      this.counts = counts;
    }
  }

  private void pump(Run run, SamplePlan plan, SamplesInFlight flight, Tally tally)
      throws InterruptedException {
    long beat = System.nanoTime();
    while (fill(plan, flight)) {
      flight
          .next(PATIENCE)
          .ifPresent(
              row -> {
                run.rows().add(row);
                tally.counts = tally.counts.plus(row);
              });
      run.rows().flushIfDue();
      if (System.nanoTime() - beat > BEAT.toNanos()) {
        run.journal().progress(tally.counts);
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
