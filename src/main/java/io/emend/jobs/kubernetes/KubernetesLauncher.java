package io.emend.jobs.kubernetes;

import static io.emend.jobs.kubernetes.ClusterFailure.asked;
import static io.emend.jobs.kubernetes.ClusterFailure.reason;
import static io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation.STRICT;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.jobs.JobLauncher;
import io.emend.jobs.JobSpec;
import io.emend.jobs.KubernetesConfig;
import io.emend.jobs.OutageLog;
import io.emend.jobs.RunSight;
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
  private final OutageLog outage =
      new OutageLog(LOG, "the runs of jobs go on, and cannot be looked at");
  private volatile RunSight.Unseen unseen;
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
    Job run = JobManifest.read(config.template()).of(spec, attempt);
    Job wanted = placements.place(run, spec.placement());
    try {
      asked(() -> launch(spec.id(), attempt, wanted));
    } catch (KubernetesClientException e) {
      // Another server, or this one before its watch told it, has made the Job.
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw refused(e, wanted);
      }
    }
  }

  private Job launch(String id, int attempt, Job wanted) {
    cluster.podsNow(id).stream()
        .filter(pod -> new PodSight(pod).alive() && !isOf(attempt, pod))
        .findFirst()
        .ifPresent(KubernetesLauncher::failBeside);
    return jobs().resource(wanted).fieldValidation(STRICT).create();
  }

  private static void failBeside(Pod pod) {
    throw new EmendException(
        ErrorCode.CLUSTER_FAILED,
        "it begins when the run before has ended, whose "
            + new PodSight(pod).name()
            + " is still there");
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
            "the cluster refuses the Job in namespace " + namespace + ": " + reason(e),
            e)
        : ClusterFailure.of("make the Job", e);
  }

  private static EmendException overQuota(KubernetesClientException e, Job wanted) {
    Integer kept = wanted.getSpec().getTtlSecondsAfterFinished();
    String until =
        kept == null ? "somebody deletes them" : "they are deleted, after " + kept + " s";
    return new EmendException(
        ErrorCode.CLUSTER_FAILED,
        "the namespace's quota has no room for its Job: "
            + reason(e)
            + "; Jobs that have ended count until "
            + until,
        e);
  }

  @Override
  public RunSight find(String id, int attempt) {
    if (nextLook.isAhead()) {
      return unseen;
    }
    try {
      RunSight seen = asked(() -> look(id, attempt));
      outage.worked();
      return seen;
    } catch (KubernetesClientException e) {
      outage.failed(reason(e), e);
      unseen = new RunSight.Unseen("the cluster does not tell of it now: " + reason(e));
      nextLook = ClusterFailure.answered(e) ? Deadline.passed() : Deadline.in(PAUSE);
      return unseen;
    }
  }

  private RunSight look(String id, int attempt) {
    Job job = cluster.job(JobManifest.name(id, attempt));
    if (job == null) {
      return new RemainingPods(of(attempt, cluster.podsNow(id))).look(Instant.now());
    }
    List<Pod> pods = JobSight.failed(job) ? cluster.podsNow(id) : cluster.pods(id);
    return new JobSight(job, of(attempt, pods), () -> warnings.of(job)).look();
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
      asked(() -> jobs().withName(name).withPropagationPolicy(pods).delete());
    } catch (KubernetesClientException e) {
      throw ClusterFailure.of("stop the Job", e);
    }
  }

  @Override
  public Multi<String> logs(String id, BooleanSupplier over) {
    return new PodLogs(client, namespace, () -> asked(() -> cluster.pods(id)))
        .follow(over)
        .onFailure(KubernetesClientException.class)
        .transform(e -> ClusterFailure.of("give the log", (KubernetesClientException) e));
  }
}
