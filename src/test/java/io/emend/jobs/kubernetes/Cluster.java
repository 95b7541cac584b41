package io.emend.jobs.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import io.fabric8.kubernetes.client.dsl.Updatable;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.net.HttpURLConnection;

/**
 * What the rest of a cluster does to a job: its controllers, nodes and API server.
 *
 * @param id of the job
 */
record Cluster(KubernetesMockServer server, KubernetesClient client, String id) {
  static final String NAMESPACE = "emend";
  private static final String JOBS = "/apis/batch/v1/namespaces/" + NAMESPACE + "/jobs";

  /** Null if there is none of the name. */
  Job job(String name) {
    return client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).get();
  }

  /** What the Job controller writes. */
  void ends(int attempt, String type) {
    ends(attempt, type, "BackoffLimitExceeded", "as the controller says");
  }

  void ends(int attempt, String type, String reason, String message) {
    JobStatus status =
        new JobStatusBuilder()
            .addNewCondition()
            .withType(type)
            .withStatus("True")
            .withReason(reason)
            .withMessage(message)
            .withLastTransitionTime("2026-01-01T00:00:00Z")
            .endCondition()
            .build();
    named(attempt)
        .editStatus(
            job -> {
              job.setStatus(status);
              return job;
            });
  }

  private ScalableResource<Job> named(int attempt) {
    return client.batch().v1().jobs().inNamespace(NAMESPACE).withName(id + "-" + attempt);
  }

  /** As Kueue does when a Job comes, makes room for another, and is admitted. */
  void suspends(int attempt, boolean suspended) {
    named(attempt)
        .edit(job -> new JobBuilder(job).editSpec().withSuspend(suspended).endSpec().build());
  }

  /** As a person does, or the controller of TTLs. */
  void deletes(int attempt) {
    named(attempt).delete();
  }

  void pod(int attempt, String condition, String status, String reason, String message) {
    pod(
        "pod-" + attempt,
        attempt,
        new PodStatusBuilder()
            .addNewCondition()
            .withType(condition)
            .withStatus(status)
            .withReason(reason)
            .withMessage(message)
            .endCondition()
            .build());
  }

  /** A pod of an attempt as it stands now. */
  void pod(String name, int attempt, PodStatus status) {
    Pod pod =
        pod(name)
            .editMetadata()
            .addToLabels(JobManifest.ATTEMPT, Integer.toString(attempt))
            .endMetadata()
            .withStatus(status)
            .build();
    client.pods().inNamespace(NAMESPACE).resource(pod).createOr(Updatable::update);
  }

  private PodBuilder pod(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withCreationTimestamp("2026-01-01T00:00:00Z")
        .addToAnnotations("kubectl.kubernetes.io/default-container", "emend")
        .addToLabels(JobManifest.ID, id)
        .endMetadata();
  }

  private void make(PodBuilder pod) {
    client.pods().inNamespace(NAMESPACE).resource(pod.build()).create();
  }

  /** A pod that is over, with what it printed. */
  void podEnded(String name, String log) {
    logAnswers(name, HttpURLConnection.HTTP_OK, log);
    make(pod(name).withNewStatus().withPhase("Succeeded").endStatus());
  }

  /** How an API server answers who asks for a pod's log. */
  void logAnswers(String name, int code, String answer) {
    String path = "/api/v1/namespaces/" + NAMESPACE + "/pods/" + name + "/log";
    server
        .expect()
        .get()
        .withPath(path + "?pretty=false&container=emend&follow=true")
        .andReturn(code, answer)
        .always();
  }

  /** How often anybody has asked for a list of events so far; to be called once. */
  long listsOfEvents() throws InterruptedException {
    long lists = 0;
    int requests = server.getRequestCount();
    for (int i = 0; i < requests; i++) {
      lists += server.takeRequest().getPath().contains("/events?") ? 1 : 0;
    }
    return lists;
  }

  /** The next Job that is sent is answered so. */
  void answers(int code, String message) {
    server
        .expect()
        .post()
        .withPath(JOBS + "?fieldValidation=Strict")
        .andReturn(code, status(code, message))
        .once();
  }

  /** The next deletion of an attempt's Job is answered so. */
  void answersDeletion(int attempt, int code, String message) {
    server
        .expect()
        .delete()
        .withPath(JOBS + "/" + id + "-" + attempt)
        .andReturn(code, status(code, message))
        .once();
  }

  /** The next that asks for all Jobs is refused. */
  void forbidsToList() {
    int code = HttpURLConnection.HTTP_FORBIDDEN;
    server
        .expect()
        .get()
        .withPath(JOBS + "?labelSelector=emend.io%2Fjob&resourceVersion=0")
        .andReturn(code, status(code, "jobs.batch is forbidden: User admin cannot list"))
        .once();
  }

  private static Status status(int code, String message) {
    return new StatusBuilder().withCode(code).withMessage(message).build();
  }

  /** The next watch of Jobs from a version on ends at once, since that version is forgotten. */
  void forgets(String version) {
    Status gone =
        new StatusBuilder().withCode(HttpURLConnection.HTTP_GONE).withReason("Expired").build();
    server
        .expect()
        .get()
        .withPath(
            JOBS
                + "?allowWatchBookmarks=true&labelSelector=emend.io%2Fjob&resourceVersion="
                + version
                + "&timeoutSeconds=600&watch=true")
        .andReturn(HttpURLConnection.HTTP_GONE, gone)
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
