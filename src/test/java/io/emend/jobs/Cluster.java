package io.emend.jobs;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;

/**
 * What the rest of a cluster does to a job: its controllers, nodes and API server.
 *
 * @param id of the job
 */
record Cluster(KubernetesMockServer server, KubernetesClient client, String id) {
  static final String NAMESPACE = "emend";
  private static final int HTTP_GONE = 410;

  /** Null if there is none of the name. */
  Job job(String name) {
    return client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).get();
  }

  /** What the Job controller writes. */
  void ends(int attempt, String type) {
    JobStatus status =
        new JobStatusBuilder()
            .addNewCondition()
            .withType(type)
            .withStatus("True")
            .withReason("BackoffLimitExceeded")
            .withLastTransitionTime("2026-01-01T00:00:00Z")
            .endCondition()
            .build();
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(NAMESPACE)
        .withName(id + "-" + attempt)
        .editStatus(
            job -> {
              job.setStatus(status);
              return job;
            });
  }

  void pod(int attempt, String condition, String status, String reason, String message) {
    make(
        pod("pod-" + attempt)
            .editMetadata()
            .addToLabels(JobManifest.ATTEMPT, Integer.toString(attempt))
            .endMetadata()
            .withNewStatus()
            .addNewCondition()
            .withType(condition)
            .withStatus(status)
            .withReason(reason)
            .withMessage(message)
            .endCondition()
            .endStatus());
  }

  private PodBuilder pod(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withCreationTimestamp("2026-01-01T00:00:00Z")
        .addToAnnotations("kubectl.kubernetes.io/default-container", "train")
        .addToLabels(JobManifest.ID, id)
        .endMetadata();
  }

  private void make(PodBuilder pod) {
    client.pods().inNamespace(NAMESPACE).resource(pod.build()).create();
  }

  /** A pod that is over, with what it printed. */
  void podEnded(String name, String log) {
    String path = "/api/v1/namespaces/" + NAMESPACE + "/pods/" + name + "/log";
    server
        .expect()
        .get()
        .withPath(path + "?pretty=false&container=train&follow=true")
        .andReturn(200, log)
        .always();
    make(pod(name).withNewStatus().withPhase("Succeeded").endStatus());
  }

  /** The next Job that is sent is answered so. */
  void answers(int code, String message) {
    Status status = new StatusBuilder().withCode(code).withMessage(message).build();
    server
        .expect()
        .post()
        .withPath("/apis/batch/v1/namespaces/" + NAMESPACE + "/jobs?fieldValidation=Strict")
        .andReturn(code, status)
        .once();
  }

  /** The next watch of Jobs from a version on ends at once, since that version is forgotten. */
  void forgets(String version) {
    Status gone = new StatusBuilder().withCode(HTTP_GONE).withReason("Expired").build();
    server
        .expect()
        .get()
        .withPath(
            "/apis/batch/v1/namespaces/"
                + NAMESPACE
                + "/jobs?allowWatchBookmarks=true&labelSelector=emend.io%2Fjob&resourceVersion="
                + version
                + "&timeoutSeconds=600&watch=true")
        .andReturn(HTTP_GONE, gone)
        .once();
  }

  /** How often someone asked to be told of Jobs; to be called once. */
  long watchesOfJobs() throws InterruptedException {
    long watches = 0;
    int requests = server.getRequestCount();
    for (int i = 0; i < requests; i++) {
      String path = server.takeRequest().getPath();
      watches += path.contains("/jobs?") && path.endsWith("watch=true") ? 1 : 0;
    }
    return watches;
  }
}
