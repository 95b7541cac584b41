package io.emend.collection;

import io.emend.concurrent.NamedExecutors;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.LogSubject;
import io.emend.evaluation.LabelledSource;
import io.emend.inference.FunctionsConfig;
import io.emend.inference.ServedFunction;
import io.emend.storage.StorePatience;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Collections, one at a time in the order they came. All there is to know is in the store: a server
 * that starts goes on with those that have not ended. One server a store.
 */
@Singleton
public class CollectionService {
  private static final Logger LOG = Logger.getLogger(CollectionService.class);

  private static final Duration STORE_PAUSE = Duration.ofSeconds(2);

  /** Before the engine closes, so that a stopped run does not take that for a failure. */
  private static final int BEFORE_THE_ENGINE = 1;

  private final CollectionRecords records;
  private final Collector collector;
  private final TwoTurns turns;
  private final boolean serving;
  private final StorePatience patience = new StorePatience(STORE_PAUSE);

  /** The last that was begun here. */
  private volatile String running;

  private final ExecutorService runs = NamedExecutors.single("emend-collections");

  CollectionService(
      CollectionRecords records,
      Collector collector,
      TwoTurns turns,
      FunctionsConfig functions,
      @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean http) {
    this.records = records;
    this.collector = collector;
    this.turns = turns;
    this.serving = http && functions.functions().contains(ServedFunction.ADMIN);
  }

  void start(@Observes StartupEvent event) {
    if (serving) {
      // In its own thread: a store that is slow, or down, keeps no server from starting.
      runs.execute(this::goOn);
    }
  }

  private void goOn() {
    try {
      patience
          .until(() -> open(Origin.SERVER))
          .forEach(collection -> guarded(collection.spec().id()));
    } catch (RuntimeException e) {
      LOG.error("collections that have not ended cannot be looked for", e);
    }
  }

  /** Leaves the collections as they are, for the next start. */
  void stop(@Observes @Priority(BEFORE_THE_ENGINE) ShutdownEvent event) {
    patience.end();
    runs.shutdownNow();
  }

  private List<StoredCollection> open(Origin origin) {
    return records.all().stream()
        .filter(one -> one.spec().origin() == origin && !one.status().state().ended())
        .toList();
  }

  private void enqueue(String id) {
    runs.execute(() -> LogSubject.COLLECTION.about(id, () -> guarded(id)));
  }

  /** One collection's trouble is not the next one's. */
  private void guarded(String id) {
    running = id;
    try {
      patience.until(() -> collector.run(id, written -> {}));
      LOG.infof("collection %s is %s", id, records.get(id).status().state());
    } catch (CancellationException e) {
      LOG.infof("collection %s goes on at the next start", id);
    } catch (RuntimeException e) {
      LOG.errorf(e, "collection %s stopped; it goes on at the next start", id);
    }
  }

  /**
   * Takes a collection, to be run here.
   *
   * @throws EmendException {@code invalid_value}, {@code unknown_field}, {@code source_invalid},
   *     {@code model_not_found} or {@code model_not_ready}
   */
  public StoredCollection submit(CollectionRequest request) {
    StoredCollection added = records.add(checked(request, Origin.SERVER));
    enqueue(added.spec().id());
    return added;
  }

  /**
   * Takes a collection that a process of its own is to {@link #goOn}.
   *
   * @throws EmendException as {@link #submit}
   */
  public StoredCollection keep(CollectionRequest request) {
    return records.add(checked(request, Origin.JOB));
  }

  /**
   * Runs a collection that was kept from where it stands, waiting for a store that is away.
   *
   * @param listener hears of each status
   */
  public StoredCollection goOn(String id, Consumer<StoredCollection> listener) {
    return patience.until(() -> collector.run(id, listener));
  }

  private CollectionSpec checked(CollectionRequest request, Origin origin) {
    CollectionSpec spec = request.spec(turns.answering(request.model()), origin);
    LabelledSource source = collector.source(spec);
    if (origin != Origin.COMMAND) {
      // A command has looked before its model took its time to load.
      source.check();
    }
    return spec;
  }

  /**
   * Runs a collection here and now; one that asks for the same and was cut short is gone on with.
   *
   * @param listener hears of each status
   * @throws EmendException as {@link #submit}
   */
  public StoredCollection run(CollectionRequest request, Consumer<StoredCollection> listener) {
    CollectionSpec asked = checked(request, Origin.COMMAND);
    String id =
        open(Origin.COMMAND).stream()
            .map(StoredCollection::spec)
            .filter(asked::asksTheSameAs)
            .map(CollectionSpec::id)
            .findFirst()
            .orElseGet(() -> records.add(asked).spec().id());
    return collector.run(id, listener);
  }

  /**
   * A collection as it stands.
   *
   * @throws EmendException {@code collection_not_found}
   */
  public StoredCollection get(String id) {
    return records.get(id);
  }

  /** What a collection that runs here waits for, as a sentence. */
  public Optional<String> waiting(String id) {
    String reason = patience.reason();
    return id.equals(running) && !reason.isEmpty()
        ? Optional.of("it waits for the store" + reason)
        : Optional.empty();
  }

  /** All collections, the latest first. */
  public List<StoredCollection> list() {
    return records.all().stream()
        .sorted(Comparator.comparing((StoredCollection one) -> one.spec().createdAt()).reversed())
        .toList();
  }

  /**
   * Cancels a collection; without effect on one that has ended. The run that finds its status
   * written over lets go of the engine within half a second.
   *
   * @throws EmendException {@code collection_not_found}
   */
  public StoredCollection cancel(String id) {
    return end(id, CollectionStatus::cancelled);
  }

  /** Ends a collection that has lost its process; without effect on one that has ended. */
  public StoredCollection fail(String id, String reason) {
    return end(id, status -> status.failed(reason));
  }

  private StoredCollection end(String id, UnaryOperator<CollectionStatus> change) {
    while (true) {
      StoredCollection now = records.get(id);
      if (now.status().state().ended()) {
        return now;
      }
      try {
        records.replace(now.spec(), now.status(), change.apply(now.status()));
      } catch (EmendException e) {
        // The run wrote its progress in between: look again.
        if (e.code() != ErrorCode.OBJECT_CHANGED) {
          throw e;
        }
      }
    }
  }
}
