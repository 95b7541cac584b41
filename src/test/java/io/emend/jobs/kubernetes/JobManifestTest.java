package io.emend.jobs.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.jobs.JobSpec;
import io.emend.jobs.Placement;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobManifestTest {
  static final Path TEMPLATE = Path.of("src/test/resources/jobs/job.yaml");

  /** With a server beside the run. */
  static final Path BESIDE_VLLM = Path.of("src/test/resources/jobs/vllm-job.yaml");

  private static final JobSpec SPEC =
      new JobSpec(
          JobSpec.idOf("key"),
          "my run",
          List.of("train", "--job", "x"),
          null,
          Map.of("nvidia.com/gpu", "2"),
          Placement.ANYWHERE,
          Instant.EPOCH);

  private final Job job = JobManifest.read(TEMPLATE).of(SPEC, 3);

  private Container run() {
    return job.getSpec().getTemplate().getSpec().getContainers().get(0);
  }

  @Test
  void theNameIsTheSameForAllWhoLaunchTheAttempt() {
    assertThat(job.getMetadata().getName()).isEqualTo(SPEC.id() + "-3");
  }

  @Test
  void aPodsNameHasRoomBehindTheJobs() {
    assertThat(JobManifest.name(SPEC.id(), 99)).hasSizeLessThan(63 - "-abcde".length());
  }

  @Test
  void jobAndPodCarryTheLabels() {
    Map<String, String> wanted =
        Map.of(
            "app.kubernetes.io/component",
            "training",
            JobManifest.ID,
            SPEC.id(),
            JobManifest.ATTEMPT,
            "3");
    assertThat(job.getMetadata().getLabels()).containsAllEntriesOf(wanted);
    assertThat(job.getSpec().getTemplate().getMetadata().getLabels()).containsAllEntriesOf(wanted);
  }

  @Test
  void theRunGetsItsArguments() {
    assertThat(run().getArgs()).containsExactly("train", "--job", "x");
  }

  @Test
  void wishesStandBesideTheTemplatesResources() {
    assertThat(run().getResources().getLimits())
        .containsOnly(
            Map.entry("cpu", new Quantity("4")),
            Map.entry("memory", new Quantity("16Gi")),
            Map.entry("nvidia.com/gpu", new Quantity("2")));
    assertThat(run().getResources().getRequests())
        .containsEntry("nvidia.com/gpu", new Quantity("2"));
  }

  @Test
  void thePodTellsWhichContainerIsTheRun() {
    assertThat(job.getSpec().getTemplate().getMetadata().getAnnotations())
        .containsEntry("kubectl.kubernetes.io/default-container", "emend");
  }

  @Test
  void otherContainersStayAsTheyAre(@TempDir Path folder) throws IOException {
    String beside = "containers: [{name: emend, image: a}, {name: logs, image: b, args: [c]}]";
    Job made = template(folder, "spec: {template: {spec: {" + beside + "}}}").of(SPEC, 1);
    Container logs = made.getSpec().getTemplate().getSpec().getContainers().get(1);
    assertThat(logs.getArgs()).containsExactly("c");
    assertThat(logs.getResources()).isNull();
  }

  private static JobManifest template(Path folder, String rest) throws IOException {
    String yaml = "apiVersion: batch/v1\nkind: Job\n" + rest;
    return JobManifest.read(Files.writeString(folder.resolve("job.yaml"), yaml));
  }

  /** What {@code kubectl get -o yaml} gives. */
  @Test
  void aTemplateThatComesFromAClusterBringsNoIdentity(@TempDir Path folder) throws IOException {
    String exported =
        """
        metadata:
          name: other
          generateName: other-
          namespace: elsewhere
          uid: 3a5f
          resourceVersion: "7"
          generation: 2
          creationTimestamp: "2026-01-01T00:00:00Z"
          labels: {job-name: other, controller-uid: 3a5f, team: a}
        spec:
          manualSelector: true
          selector: {matchLabels: {batch.kubernetes.io/controller-uid: 3a5f}}
          template:
            metadata:
              labels: {batch.kubernetes.io/job-name: other, team: a}
            spec: {containers: [{name: emend, image: a}]}
        status: {active: 1}
        """;
    Job made = template(folder, exported).of(SPEC, 1);
    String yaml = Serialization.asYaml(made);
    assertThat(yaml)
        .contains("team: \"a\"", "name: \"" + SPEC.id() + "-1\"")
        .doesNotContain("other", "elsewhere", "3a5f", "resourceVersion", "elector", "active");
  }

  @Test
  void anUnknownFieldOfTheTemplateReachesTheServerThatRefusesIt(@TempDir Path folder)
      throws IOException {
    String typo = "spec: {backofLimit: 1, template: {spec: {containers: [{name: a, image: a}]}}}";
    assertThat(Serialization.asYaml(template(folder, typo).of(SPEC, 1))).contains("backofLimit: 1");
  }

  @Test
  void thePolicyOfTheTemplateIsKept() {
    assertThat(job.getSpec().getPodFailurePolicy().getRules())
        .extracting(rule -> rule.getAction())
        .containsExactly("Ignore", "FailJob");
  }

  @Test
  void aTemplateThatIsNotThereIsTold() {
    assertThatThrownBy(() -> JobManifest.read(Path.of("absent.yaml")))
        .hasMessageContaining("absent.yaml is not a Job in YAML");
  }

  @Test
  void aTemplateWithoutAContainerIsTold(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), "apiVersion: batch/v1\nkind: Job\n");
    assertThatThrownBy(() -> JobManifest.read(file)).hasMessageContaining("has no container");
  }
}
