package io.emend.jobs.kubernetes;

import static io.emend.jobs.kubernetes.ClusterFailure.call;
import static io.emend.jobs.kubernetes.ClusterFailure.reason;
import static io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation.STRICT;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.jobs.JobLauncher;
import io.emend.jobs.JobSpec;
import io.emend.jobs.KubernetesConfig;
import io.emend.jobs.OutageLog;
import io.emend.jobs.RunObservation;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import io.smallrye.mutiny.Multi;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Runs as Kubernetes Jobs, one an attempt, found again by their names. No two of a job's runs are
 * there at once: a Job is made only when the pods of the ones before have ended.
 */
public final class KubernetesLauncher implements JobLauncher {
  private static final Logger LOG = Logger.getLogger(KubernetesLauncher.class);

  /** Too many requests at once, or credentials that are being renewed. */
  private static final Set<Integer> PASSING = Set.of(401, 408, 429);

  /** As the API server words that an object is one too many for a ResourceQuota. */
  private static final String QUOTA = "exceeded quota";

  /** So long after a request without an answer no look asks again: each would wait in vain. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final KubernetesConfig config;
  private final String namespace;
  private final Placements placements;
  private final ClusterState cluster;
  private final JobWarnings warnings;
  private final OutageLog outage = new OutageLog(LOG, "jobs keep running and cannot be observed");
  private volatile RunObservation.Unknown unknown;
  private volatile Deadline nextLook = Deadline.passed();

  public KubernetesLauncher(KubernetesClient client, KubernetesConfig config) {
    this.client = client;
    this.config = config;
    this.namespace = config.namespace().orElseGet(client::getNamespace);
    this.placements = Placements.of(config);
    this.cluster = new ClusterState(client, namespace);
    this.warnings = new JobWarnings(client, namespace);
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
    Path template = config.templates().getOrDefault(spec.command(), config.template());
    Job run = JobManifest.read(template).of(spec, attempt);
    Job wanted = placements.place(run, spec.placement());
    try {
      call(() -> launch(spec.id(), attempt, wanted));
    } catch (KubernetesClientException e) {
      // Another server, or this one before its watch told it, has made the Job.
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw refused(e, wanted);
      }
    }
  }

  private Job launch(String id, int attempt, Job wanted) {
    cluster.podsNow(id).stream()
        .filter(pod -> new PodObservation(pod).alive() && !isOf(attempt, pod))
        .findFirst()
        .ifPresent(KubernetesLauncher::failUntilTerminated);
    return jobs().resource(wanted).fieldValidation(STRICT).create();
  }

  private static void failUntilTerminated(Pod pod) {
    throw new EmendException(
        ErrorCode.CLUSTER_FAILED,
        "waiting for " + new PodObservation(pod).name() + " of the previous run to terminate");
  }

  private static boolean isOf(int attempt, Pod pod) {
    return Integer.toString(attempt).equals(pod.getMetadata().getLabels().get(JobManifest.ATTEMPT));
  }

  /** What will be refused again ends the job; what may pass is tried again. */
  private EmendException refused(KubernetesClientException e, Job wanted) {
    if (reason(e).contains(QUOTA)) {
      return overQuota(e, wanted);
    }
    boolean refused = e.getCode() >= 400 && e.getCode() < 500 && !PASSING.contains(e.getCode());
    return refused
        ? new EmendException(
            ErrorCode.INTERNAL,
            "the API server rejected the Job in namespace " + namespace + ": " + reason(e),
            e)
        : ClusterFailure.of("create the Job", e);
  }

  private static EmendException overQuota(KubernetesClientException e, Job wanted) {
    Integer kept = wanted.getSpec().getTtlSecondsAfterFinished();
    String until =
        kept == null ? "somebody deletes them" : "they are deleted, after " + kept + " s";
    return new EmendException(
        ErrorCode.CLUSTER_FAILED,
        "resource quota exceeded: " + reason(e) + "; finished Jobs count until " + until,
        e);
  }

  @Override
  public RunObservation observe(String id, int attempt) {
    if (nextLook.isAhead()) {
      return unknown;
    }
    try {
      RunObservation observed = call(() -> observeNow(id, attempt));
      outage.worked();
      return observed;
    } catch (KubernetesClientException e) {
      outage.failed(reason(e), e);
      unknown = new RunObservation.Unknown("status unknown: " + reason(e));
      nextLook = ClusterFailure.answered(e) ? Deadline.passed() : Deadline.in(PAUSE);
      return unknown;
    }
  }

  private RunObservation observeNow(String id, int attempt) {
    Job job = cluster.job(JobManifest.name(id, attempt));
    if (job == null) {
      return new RemainingPods(of(attempt, cluster.podsNow(id))).observe(Instant.now());
    }
    List<Pod> pods = JobObservation.failed(job) ? cluster.podsNow(id) : cluster.pods(id);
    return new JobObservation(job, of(attempt, pods), () -> warnings.of(job)).observe();
  }

  private static List<Pod> of(int attempt, List<Pod> pods) {
    return pods.stream().filter(pod -> isOf(attempt, pod)).toList();
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
      call(() -> jobs().withName(name).withPropagationPolicy(pods).delete());
    } catch (KubernetesClientException e) {
      throw ClusterFailure.of("delete the Job", e);
    }
  }

  @Override
  public Multi<String> logs(String id, BooleanSupplier over) {
    return new PodLogs(client, namespace, () -> call(() -> cluster.pods(id)))
        .follow(over)
        .onFailure(KubernetesClientException.class)
        .transform(e -> ClusterFailure.of("read the log", (KubernetesClientException) e));
  }
}
