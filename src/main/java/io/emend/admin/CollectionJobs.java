package io.emend.admin;

import io.emend.collection.CollectionRequest;
import io.emend.collection.CollectionService;
import io.emend.collection.Origin;
import io.emend.collection.StoredCollection;
import io.emend.error.EmendException;
import io.emend.inference.embedded.ServingModel;
import io.emend.inference.http.FunctionsConfig;
import io.emend.inference.http.ServedFunction;
import io.emend.jobs.Job;
import io.emend.jobs.JobSpec;
import io.emend.jobs.Supervisor;
import io.emend.messaging.Broker;
import io.emend.storage.StoreRetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Collections as the API takes them. Where this server has no model and no broker leads to one, a
 * job runs them.
 */
@Singleton
class CollectionJobs {
  private static final Duration STORE_PAUSE = Duration.ofSeconds(2);

  private final CollectionService collections;
  private final Supervisor jobs;
  private final ServingModel model;
  private final Broker broker;
  private final StoreRetry retry = new StoreRetry(STORE_PAUSE);

  CollectionJobs(
      CollectionService collections, Supervisor jobs, ServingModel model, Broker broker) {
    this.collections = collections;
    this.jobs = jobs;
    this.model = model;
    this.broker = broker;
  }

  /**
   * @throws EmendException as {@link CollectionService#submit}
   */
  CollectionView submit(CollectionRequest request) {
    if (model.serving() || broker.isThere()) {
      return CollectionView.of(collections.submit(request), null);
    }
    StoredCollection kept = collections.keep(request);
    CollectionView taken = CollectionView.of(kept, jobs.submit(job(kept)).status().waiting());
    StoredCollection now = collections.get(taken.id());
    // Cancelled before its job was there to be cancelled.
    return now.status().state().ended() ? cancel(taken.id()) : taken;
  }

  /** Makes the jobs that a crash between a record and its job left out. */
  void start(
      @Observes StartupEvent event,
      FunctionsConfig functions,
      @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean http) {
    if (http && functions.functions().contains(ServedFunction.ADMIN)) {
      Thread finding = new Thread(() -> retry.call(this::list), "emend-collection-jobs");
      finding.setDaemon(true);
      finding.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    retry.end();
  }

  private static JobSpec job(StoredCollection collection) {
    String id = collection.spec().id();
    return JobSpec.of(
        id, "collection of " + collection.spec().name(), "collect", "--collection", id);
  }

  /**
   * @throws EmendException {@code collection_not_found}
   */
  CollectionView get(String id) {
    return seen(collections.get(id));
  }

  List<CollectionView> list() {
    return collections.list().stream().map(this::seen).toList();
  }

  private CollectionView seen(StoredCollection stored) {
    if (stored.spec().origin() != Origin.JOB || stored.status().state().ended()) {
      return CollectionView.of(stored, collections.waiting(stored.spec().id()).orElse(null));
    }
    // The record comes first: a crash between the two left one without a job.
    Job job = known(stored).orElseGet(() -> jobs.submit(job(stored)));
    return job.status().state().ended()
        ? CollectionView.of(
            collections.fail(stored.spec().id(), job.status().exit().message()), null)
        : CollectionView.of(stored, job.status().waiting());
  }

  private Optional<Job> known(StoredCollection stored) {
    return jobs.known(JobSpec.idOf(stored.spec().id()));
  }

  /** Ends it for all who ask, and its job as soon as that can. */
  CollectionView cancel(String id) {
    StoredCollection ended = collections.cancel(id);
    if (ended.spec().origin() == Origin.JOB) {
      known(ended).ifPresent(job -> jobs.cancel(job.spec().id()));
    }
    return CollectionView.of(ended, null);
  }
}
