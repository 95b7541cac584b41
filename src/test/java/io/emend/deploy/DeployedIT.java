package io.emend.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.deploy.cluster.PodProcess;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From labelled questions to a promoted adapter that a function serves, as the chart deploys it:
 * through an API server and an S3 server, each pod a process.
 */
@Timeout(600)
@Order(1)
class DeployedIT {
  private static final String COLLECTIONS = "/admin/v1/collections";
  private static final String TRAININGS = "/admin/v1/training-jobs";
  private static final String PIXEL =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
          + "WjR9awAAAABJRU5ErkJggg==";

  @TempDir static Path folder;
  private static Release release;
  private static Function admin;
  private static String undisturbed;

  @BeforeAll
  static void install() throws Exception {
    release = new Release(folder);
    admin = release.function("admin");
    String body =
        """
        {"name": "bench", "source": "scenes:crowded/train?seed=1", "limit": 60,
         "sampling": {"temperature": 1.0}}
        """;
    JsonNode collected = admin.awaitEnd(admin.begun(COLLECTIONS, "collect", body));
    assertThat(collected.path("state").asText()).as(collected.toString()).isEqualTo("succeeded");
    undisturbed = admin.begun(TRAININGS, "undisturbed", training("bench/v1", 12));
    assertThat(state(admin.awaitEnd(undisturbed))).isEqualTo("succeeded");
  }

  @AfterAll
  static void stop() {
    release.close();
  }

  private static String training(String dataset, int epochs) {
    return """
    {"dataset": "%s", "model": "emend-tiny", "method": "dpo",
     "hyperparameters": {"epochs": %d, "batch": 8, "learningRate": 0.001, "checkpointEvery": 2}}
    """
        .formatted(dataset, epochs);
  }

  private static String state(JsonNode job) {
    assertThat(job.has("reason")).as(job.toString()).isFalse();
    return job.path("state").asText();
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static byte[] adapter(String job) throws Exception {
    return release.store().read("jobs/" + id(job) + "/adapter/adapter_model.safetensors");
  }

  private static boolean steps(JsonNode job) {
    return job.path("progress").path("step").asInt() >= 3;
  }

  @Test
  void anAdapterThatIsEvaluatedAndPromotedAnswers() throws Exception {
    Function inference = release.function("inference");
    String adapter = id(undisturbed);
    String wanted =
        """
        {"models": ["base", "%s"], "source": "scenes:crowded/held-out?seed=3",
         "modes": ["direct"], "limit": 40}
        """
            .formatted(adapter);
    JsonNode evaluation = admin.awaitEnd(admin.begun("/admin/v1/evaluations", "none", wanted));
    assertThat(evaluation.path("state").asText()).as(evaluation.toString()).isEqualTo("succeeded");
    admin.post(
        "/admin/v1/adapters/" + adapter + "/promote",
        "{\"evaluation\": \"%s\", \"force\": true}".formatted(evaluation.path("id").asText()));
    String question =
        """
        {"image": "%s", "question": "What color is the shape?", "options": ["red", "blue"]}
        """
            .formatted(PIXEL);
    String answering = "";
    while (!answering.equals(adapter)) {
      answering = inference.post("/v1/inferences", question).path("model").asText();
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  @Test
  void theLinesOfTheRunAreToldByTheAdmin() throws Exception {
    assumeTrue(release.isMock(), "an API server asks nodes for lines, and there is no node");
    assertThat(admin.text(undisturbed + "/logs")).contains("data: step ");
  }

  @Test
  void aRunThatIsPreemptedEndsWithTheSameAdapter() throws Exception {
    String job = admin.begun(TRAININGS, "preempted", training("bench/v1", 12));
    admin.await(job, DeployedIT::steps);
    String pod = release.pod(id(job), PodProcess::isAlive);
    PodProcess process = release.kubelet().process(pod);
    process.preempt();
    JsonNode ended = admin.awaitEnd(job);
    assertThat(state(ended)).isEqualTo("succeeded");
    assertThat(ended.path("attempts").asInt()).isEqualTo(1);
    assertThat(adapter(job)).isEqualTo(adapter(undisturbed));
    assertThat(process.log()).doesNotContain("Exception");
  }

  @Test
  void anAdminThatIsKilledFindsTheRunAgain() throws Exception {
    String job = admin.begun(TRAININGS, "orphaned", training("bench/v1", 12));
    admin.await(job, DeployedIT::steps);
    admin.kill();
    admin = release.function("admin");
    JsonNode ended = admin.awaitEnd(job);
    assertThat(state(ended)).isEqualTo("succeeded");
    assertThat(ended.path("attempts").asInt()).isEqualTo(1);
  }

  @Test
  void aRunThatWouldBeRefusedAgainFailsAtOnceAndSaysWhatItWaitedFor() throws Exception {
    String body = "{\"name\": \"gone\", \"source\": \"scenes:crowded/train\", \"limit\": 20}";
    admin.awaitEnd(admin.begun(COLLECTIONS, "gone", body));
    release.kubelet().full(true);
    String job = admin.begun(TRAININGS, "refused", training("gone/v1", 1));
    JsonNode waiting = admin.await(job, now -> waiting(now).contains("unschedulable"));
    release.store().delete("datasets/gone/v1/manifest.json");
    release.kubelet().full(false);
    assertThat(waiting(waiting)).contains("Insufficient nvidia.com/gpu");
    JsonNode ended = admin.awaitEnd(job);
    assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("failed");
    assertThat(ended.path("reason").asText()).isEqualTo("refused");
    assertThat(ended.path("attempts").asInt()).isEqualTo(1);
  }

  private static String waiting(JsonNode job) {
    return job.path("message").asText();
  }

  @Test
  void aJobThatIsCancelledLeavesNothingThatRuns() throws Exception {
    String job = admin.begun(TRAININGS, "cancelled", training("bench/v1", 500));
    admin.await(job, DeployedIT::steps);
    String pod = release.pod(id(job), PodProcess::isAlive);
    PodProcess process = release.kubelet().process(pod);
    admin.delete(job);
    assertThat(admin.awaitEnd(job).path("state").asText()).isEqualTo("cancelled");
    while (release.hasJob(id(job)) || process.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
