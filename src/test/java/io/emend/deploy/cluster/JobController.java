package io.emend.deploy.cluster;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Does to Jobs of one pod what the Job controller does and the garbage collector: makes pods,
 * counts those that fail as the Job's podFailurePolicy says, ends the Job, deletes pods without
 * one.
 */
public record JobController(KubernetesClient client, String namespace) {
  private static final String NAME = "batch.kubernetes.io/job-name";
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  /** One look at everything. */
  public void look() {
    List<Pod> pods = client.pods().inNamespace(namespace).withLabel(NAME).list().getItems();
    List<Job> jobs = client.batch().v1().jobs().inNamespace(namespace).list().getItems();
    jobs.stream()
        .filter(job -> job.getStatus() == null || job.getStatus().getConditions().isEmpty())
        .filter(job -> !Boolean.TRUE.equals(job.getSpec().getSuspend()))
        .forEach(job -> look(job, pods.stream().filter(pod -> isOf(job, pod)).toList()));
    pods.stream()
        .filter(pod -> jobs.stream().noneMatch(job -> isOf(job, pod)))
        .forEach(pod -> client.resource(pod).delete());
  }

  private static boolean isOf(Job job, Pod pod) {
    return job.getMetadata().getName().equals(pod.getMetadata().getLabels().get(NAME));
  }

  private void look(Job job, List<Pod> pods) {
    List<Pod> failed = pods.stream().filter(pod -> isIn(pod, "Failed")).toList();
    Optional<String> fatal =
        failed.stream().flatMap(pod -> rule(job, pod, "FailJob").stream()).findFirst();
    long counted = failed.stream().filter(pod -> rule(job, pod, "Ignore").isEmpty()).count();
    if (pods.stream().anyMatch(pod -> isIn(pod, "Succeeded"))) {
      end(job, "Complete", "CompletionsReached", "Reached expected number of succeeded pods");
    } else if (fatal.isPresent()) {
      end(job, "Failed", "PodFailurePolicy", fatal.get());
    } else if (counted > job.getSpec().getBackoffLimit()) {
      end(job, "Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit");
    } else if (pods.stream().allMatch(pod -> ENDED.contains(pod.getStatus().getPhase()))) {
      make(job, pods.size());
    }
  }

  private static boolean isIn(Pod pod, String phase) {
    return phase.equals(pod.getStatus().getPhase());
  }

  /** Why a rule of the policy with an action meets a pod that failed; the first rule counts. */
  private static Optional<String> rule(Job job, Pod pod, String action) {
    return job.getSpec().getPodFailurePolicy().getRules().stream()
        .filter(rule -> meets(rule, pod))
        .findFirst()
        .filter(rule -> rule.getAction().equals(action))
        .map(rule -> "Pod %s matching %s rule".formatted(pod.getMetadata().getName(), action));
  }

  private static boolean meets(PodFailurePolicyRule rule, Pod pod) {
    boolean condition =
        rule.getOnPodConditions().stream()
            .anyMatch(
                wanted ->
                    pod.getStatus().getConditions().stream()
                        .anyMatch(
                            is ->
                                is.getType().equals(wanted.getType())
                                    && is.getStatus().equals(wanted.getStatus())));
    boolean code =
        rule.getOnExitCodes() != null
            && pod.getStatus().getContainerStatuses().stream()
                .map(container -> container.getState().getTerminated().getExitCode())
                .anyMatch(rule.getOnExitCodes().getValues()::contains);
    return condition || code;
  }

  private void make(Job job, int number) {
    String name = job.getMetadata().getName();
    Pod pod =
        new PodBuilder()
            .withMetadata(job.getSpec().getTemplate().getMetadata())
            .editMetadata()
            .withName(name + "-" + number)
            .addToLabels(NAME, name)
            .addToOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion("batch/v1")
                    .withKind("Job")
                    .withName(name)
                    .withUid(job.getMetadata().getUid())
                    .withController(true)
                    .build())
            .endMetadata()
            .withSpec(job.getSpec().getTemplate().getSpec())
            .withNewStatus()
            .withPhase("Pending")
            .endStatus()
            .build();
    client.pods().inNamespace(namespace).resource(pod).create();
  }

  private void end(Job job, String type, String reason, String message) {
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withName(job.getMetadata().getName())
        .editStatus(
            now -> {
              now.setStatus(
                  new JobStatusBuilder()
                      .withConditions(
                          new JobConditionBuilder()
                              .withType(type)
                              .withStatus("True")
                              .withReason(reason)
                              .withMessage(message)
                              .withLastTransitionTime(Instant.now().toString())
                              .build())
                      .build());
              return now;
            });
  }
}
