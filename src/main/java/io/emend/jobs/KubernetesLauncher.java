package io.emend.jobs;

import static io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation.STRICT;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.smallrye.mutiny.Multi;
import io.vertx.core.VertxException;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs as Kubernetes Jobs, one an attempt, found again by their names. What it knows of them comes
 * by watches, which the client takes up again by itself when they break or expire.
 */
final class KubernetesLauncher implements JobLauncher {
  private static final Logger LOG = Logger.getLogger(KubernetesLauncher.class);

  /** Too many requests at once, or credentials that are being renewed. */
  private static final Set<Integer> PASSING = Set.of(401, 408, 429);

  private final KubernetesClient client;
  private final KubernetesConfig config;
  private final String namespace;
  private final Placements placements;
  private final Supplier<SharedIndexInformer<Job>> jobs;
  private final Supplier<SharedIndexInformer<Pod>> pods;

  KubernetesLauncher(KubernetesClient client, KubernetesConfig config) {
    this.client = client;
    this.config = config;
    this.namespace = config.namespace().orElseGet(client::getNamespace);
    this.placements = Placements.of(config);
    this.jobs = started(jobs().withLabel(JobManifest.ID));
    this.pods = started(client.pods().inNamespace(namespace).withLabel(JobManifest.ID));
  }

  /** Starts with a look, and again; fails with that look while the API server is away. */
  private static <T extends HasMetadata> Supplier<SharedIndexInformer<T>> started(
      Informable<T> watched) {
    return new Supplier<>() {
      private SharedIndexInformer<T> informer;

      @Override
      public synchronized SharedIndexInformer<T> get() {
        // One that met what it cannot deal with stops, and would show the same for ever.
        if (informer == null || !informer.isRunning()) {
          informer = watched.inform();
        }
        return informer;
      }
    };
  }

  private NonNamespaceOperation<Job, JobList, ScalableResource<Job>> jobs() {
    return client.batch().v1().jobs().inNamespace(namespace);
  }

  @Override
  public void check(JobSpec spec) {
    new ResourceLimits(config.limits()).check(spec.resources());
    placements.check(spec.placement());
  }

  @Override
  public void launch(JobSpec spec, int attempt) {
    // The operator may have changed the limits while the job waited.
    check(spec);
    Job run = JobManifest.read(config.template()).of(spec, attempt);
    Job wanted = placements.place(run, spec.placement());
    try {
      asked(() -> jobs().resource(wanted).fieldValidation(STRICT).create());
    } catch (KubernetesClientException e) {
      // Another server, or this one before its watch told it, has made the Job.
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw refused(e);
      }
    }
  }

  /** What will be refused again ends the job; what may pass is tried again. */
  private EmendException refused(KubernetesClientException e) {
    boolean refused = e.getCode() >= 400 && e.getCode() < 500 && !PASSING.contains(e.getCode());
    return refused
        ? new EmendException(
            ErrorCode.INTERNAL,
            "the cluster refuses the Job in namespace " + namespace + ": " + message(e),
            e)
        : failed("make the Job", e);
  }

  private static EmendException failed(String what, KubernetesClientException e) {
    String told = "the cluster does not " + what + " now: " + message(e);
    return new EmendException(ErrorCode.CLUSTER_FAILED, told, e);
  }

  /** The same as long as the reason is, since it is kept in a status. */
  private static String message(KubernetesClientException e) {
    if (e.getCode() <= 0) {
      return "its API server cannot be reached";
    }
    boolean told = e.getStatus() != null && e.getStatus().getMessage() != null;
    return told ? e.getStatus().getMessage() : "its API server answered " + e.getCode();
  }

  @Override
  public RunSight find(String id, int attempt) {
    try {
      return asked(() -> look(id, attempt));
    } catch (KubernetesClientException e) {
      return new RunSight.Unseen("the cluster does not tell of it now: " + message(e));
    }
  }

  private RunSight look(String id, int attempt) {
    Job job = job(JobManifest.name(id, attempt));
    return job == null
        ? new RunSight.Absent()
        : new JobSight(job, pods(job, id, attempt), () -> warning(job)).look();
  }

  /** The client hands on what its connections throw, such as one that was closed in mid-answer. */
  private static <T> T asked(Supplier<T> call) {
    try {
      return call.get();
    } catch (VertxException e) {
      throw new KubernetesClientException("no answer", e);
    }
  }

  /** A watch may lag behind what was just made: that there is none is asked of the API server. */
  private Job job(String name) {
    Job watched = jobs.get().getStore().getByKey(namespace + "/" + name);
    return watched == null ? jobs().withName(name).get() : watched;
  }

  /** And behind the watch of Jobs: the pods of one that failed are asked for as they are now. */
  private List<Pod> pods(Job job, String id, int attempt) {
    Map<String, String> own =
        Map.of(JobManifest.ID, id, JobManifest.ATTEMPT, Integer.toString(attempt));
    if (JobSight.failed(job)) {
      return client.pods().inNamespace(namespace).withLabels(own).list().getItems();
    }
    return pods(id).stream()
        .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(own.entrySet()))
        .toList();
  }

  /** Of all attempts of a job. */
  private List<Pod> pods(String id) {
    return pods.get().getStore().list().stream()
        .filter(pod -> id.equals(pod.getMetadata().getLabels().get(JobManifest.ID)))
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
        .toList();
  }

  /** Why a Job has no pod, such as a quota that is used up; nothing if events may not be read. */
  private Optional<String> warning(Job job) {
    try {
      return client
          .v1()
          .events()
          .inNamespace(namespace)
          .withField("involvedObject.uid", job.getMetadata().getUid())
          .withField("type", "Warning")
          .list()
          .getItems()
          .stream()
          .max(Comparator.comparing(event -> event.getMetadata().getCreationTimestamp()))
          .map(event -> event.getReason() + ": " + event.getMessage());
    } catch (KubernetesClientException e) {
      LOG.debugf(e, "the events of Job %s cannot be read", job.getMetadata().getName());
      return Optional.empty();
    }
  }

  @Override
  public void stop(String id, int attempt, Stop how) {
    DeletionPropagation pods =
        switch (how) {
          // The Job stays until its pods have ended: it is not taken for one never started.
          case ASK -> DeletionPropagation.FOREGROUND;
          // Its pods have the time that the template gives them, and nobody waits for them.
          case FORCE -> DeletionPropagation.BACKGROUND;
        };
    try {
      String name = JobManifest.name(id, attempt);
      asked(() -> jobs().withName(name).withPropagationPolicy(pods).delete());
    } catch (KubernetesClientException e) {
      throw failed("stop the Job", e);
    }
  }

  @Override
  public Multi<String> logs(String id, BooleanSupplier over) {
    return new PodLogs(client, namespace, () -> pods(id))
        .follow(over)
        .onFailure(VertxException.class)
        .transform(e -> new KubernetesClientException("no answer", e))
        .onFailure(KubernetesClientException.class)
        .transform(e -> failed("give the log", (KubernetesClientException) e));
  }
}
