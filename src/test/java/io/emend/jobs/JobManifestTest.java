package io.emend.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
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
  private static final JobSpec SPEC =
      new JobSpec(
          JobSpec.idOf("key"),
          "my run",
          List.of("train", "--job", "x"),
          null,
          Map.of("nvidia.com/gpu", "2"),
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
        .containsEntry("kubectl.kubernetes.io/default-container", "train");
  }

  @Test
  void otherContainersStayAsTheyAre() {
    List<Container> before =
        JobManifest.read(TEMPLATE).template().getSpec().getTemplate().getSpec().getContainers();
    assertThat(job.getSpec().getTemplate().getSpec().getContainers().get(1))
        .isEqualTo(before.get(1));
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
