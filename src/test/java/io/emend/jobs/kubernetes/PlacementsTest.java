package io.emend.jobs.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.jobs.JobSpec;
import io.emend.jobs.JobSpecs;
import io.emend.jobs.JobsConfig;
import io.emend.jobs.KubernetesConfig;
import io.emend.jobs.Placement;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacementsTest {
  private static final Map<String, String> A100 =
      Map.of("nvidia.com/gpu.product", "NVIDIA-A100-SXM4-80GB");
  private static final Toleration GPU_NODES =
      new TolerationBuilder()
          .withKey("nvidia.com/gpu")
          .withOperator("Exists")
          .withEffect("NoSchedule")
          .build();
  private static final Placements PLACEMENTS =
      new Placements(
          List.of("team-b", "team-a"),
          List.of("batch"),
          Map.of("a100", new Placements.NodesWithGpu(A100, List.of(GPU_NODES))));

  private static void refuses(Placement wish, String told) {
    assertThatThrownBy(() -> PLACEMENTS.check(wish))
        .isInstanceOf(EmendException.class)
        .hasMessage(told);
  }

  private static Job placed(Placement wish) {
    JobSpec spec = JobSpecs.of("key", "train");
    return PLACEMENTS.place(JobManifest.read(JobManifestTest.TEMPLATE).of(spec, 1), wish);
  }

  private static PodSpec pod(Placement wish) {
    return placed(wish).getSpec().getTemplate().getSpec();
  }

  @Test
  void whatTheOperatorListsIsTaken() {
    assertThatCode(() -> PLACEMENTS.check(new Placement("team-a", "batch", "a100")))
        .doesNotThrowAnyException();
  }

  @Test
  void anotherQueueIsRefused() {
    refuses(
        new Placement("team-c", null, null),
        "placement.queue must be one of [team-a, team-b], was team-c");
  }

  @Test
  void anotherPriorityIsRefused() {
    refuses(
        new Placement(null, "system-node-critical", null),
        "placement.priorityClass must be one of [batch], was system-node-critical");
  }

  @Test
  void anotherTypeOfGpuIsRefused() {
    refuses(new Placement(null, null, "h100"), "placement.gpuType must be one of [a100], was h100");
  }

  @Test
  void anEmptyWishIsRefused() {
    assertThatThrownBy(() -> new Placement(" ", null, null))
        .hasMessageStartingWith("placement.queue must have 1 to 253 characters");
  }

  @Test
  void theQueueIsTheJobsLabelAndNotThePods() {
    Job job = placed(new Placement("team-a", null, null));
    assertThat(job.getMetadata().getLabels()).containsEntry(Placements.QUEUE, "team-a");
    assertThat(job.getSpec().getTemplate().getMetadata().getLabels())
        .doesNotContainKey(Placements.QUEUE);
  }

  @Test
  void thePriorityIsThePods() {
    assertThat(pod(new Placement(null, "batch", null)).getPriorityClassName()).isEqualTo("batch");
  }

  @Test
  void theTypeOfGpuSelectsNodesAndToleratesTheirTaints() {
    PodSpec pod = pod(new Placement(null, null, "a100"));
    assertThat(pod.getNodeSelector()).isEqualTo(A100);
    assertThat(pod.getTolerations()).containsExactly(GPU_NODES);
  }

  @Test
  void noWishLeavesTheTemplateAsItIs() {
    JobSpec spec = JobSpecs.of("key", "train");
    Job job = JobManifest.read(JobManifestTest.TEMPLATE).of(spec, 1);
    assertThat(PLACEMENTS.place(job, Placement.ANYWHERE)).isEqualTo(job);
  }

  @Test
  void aQueueThatIsNoLabelIsToldAtTheStart() {
    assertThatThrownBy(() -> new Placements(List.of("team a"), List.of(), Map.of()))
        .hasMessageContaining("emend.jobs.kubernetes.queues must be names");
  }

  /** As the chart writes them into a properties file. */
  @Test
  void theOperatorsListsAreRead() {
    String type = "emend.jobs.kubernetes.gpu-types.a100.";
    Map<String, String> properties = new HashMap<>();
    properties.put("emend.jobs.kubernetes.limits.\"nvidia.com/gpu\"", "8");
    properties.put("emend.jobs.kubernetes.queues", "team-b,team-a");
    properties.put("emend.jobs.kubernetes.priority-classes", "batch");
    properties.put(type + "node-selector.\"nvidia.com/gpu.product\"", "NVIDIA-A100-SXM4-80GB");
    properties.put(type + "tolerations[0].key", "nvidia.com/gpu");
    properties.put(type + "tolerations[0].operator", "Exists");
    properties.put(type + "tolerations[0].effect", "NoSchedule");
    KubernetesConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(JobsConfig.class)
            .withSources(new PropertiesConfigSource(properties, "file", 100))
            .build()
            .getConfigMapping(JobsConfig.class)
            .kubernetes();
    assertThat(Placements.of(config)).isEqualTo(PLACEMENTS);
    assertThat(config.limits()).containsEntry("nvidia.com/gpu", "8");
  }
}
