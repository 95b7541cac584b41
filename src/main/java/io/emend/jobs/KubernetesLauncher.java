package io.emend.jobs;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.smallrye.mutiny.Multi;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Runs as Kubernetes Jobs, one an attempt, found again by their names. What it knows of them comes
 * by watches, which the client takes up again by itself when they break or expire.
 */
final class KubernetesLauncher implements JobLauncher {
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final KubernetesClient client;
  private final KubernetesConfig config;
  private final String namespace;
  private final Supplier<SharedIndexInformer<Job>> jobs;
  private final Supplier<SharedIndexInformer<Pod>> pods;

  KubernetesLauncher(KubernetesClient client, KubernetesConfig config) {
    this.client = client;
    this.config = config;
    this.namespace = config.namespace().orElseGet(client::getNamespace);
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
  }

  @Override
  public void launch(JobSpec spec, int attempt) {
    Job wanted = JobManifest.read(config.template()).of(spec, attempt);
    try {
      jobs().resource(wanted).fieldValidation(FieldValidateable.Validation.STRICT).create();
    } catch (KubernetesClientException e) {
      // Another server, or this one before its watch told it, has made the Job.
      if (e.getCode() != CONFLICT) {
        throw known(e);
      }
    }
  }

  /** What will be refused again ends the job; what may pass is tried again. */
  private RuntimeException known(KubernetesClientException e) {
    boolean refused = e.getCode() >= 400 && e.getCode() < SERVER_ERROR && e.getCode() != TOO_MANY;
    return refused
        ? new EmendException(
            ErrorCode.INTERNAL,
            "the cluster refuses the Job in namespace " + namespace + ": " + message(e),
            e)
        : e;
  }

  private static String message(KubernetesClientException e) {
    return e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
  }

  @Override
  public RunSight find(String id, int attempt) {
    String name = JobManifest.name(id, attempt);
    Job job = jobs.get().getStore().getByKey(namespace + "/" + name);
    if (job == null) {
      return new RunSight.Absent();
    }
    List<Pod> own =
        pods(id).stream()
            .filter(
                pod ->
                    Integer.toString(attempt)
                        .equals(pod.getMetadata().getLabels().get(JobManifest.ATTEMPT)))
            .toList();
    return new JobSight(job, own, own.isEmpty() ? warning(job) : Optional.empty()).look();
  }

  /** Of all attempts of a job. */
  private List<Pod> pods(String id) {
    return pods.get().getStore().list().stream()
        .filter(pod -> id.equals(pod.getMetadata().getLabels().get(JobManifest.ID)))
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
        .toList();
  }

  /** Why a Job has no pod, such as a quota that is used up. */
  private Optional<String> warning(Job job) {
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
    jobs().withName(JobManifest.name(id, attempt)).withPropagationPolicy(pods).delete();
  }

  @Override
  public Multi<String> logs(String id, BooleanSupplier over) {
    return new PodLogs(client, namespace, () -> pods(id)).follow(over);
  }
}
