package io.emend.jobs.kubernetes;

import static io.emend.jobs.kubernetes.Observations.THEN;
import static io.emend.jobs.kubernetes.Observations.condition;
import static io.emend.jobs.kubernetes.Observations.job;
import static io.emend.jobs.kubernetes.Observations.later;
import static io.emend.jobs.kubernetes.Observations.over;
import static io.emend.jobs.kubernetes.Observations.pod;
import static io.emend.jobs.kubernetes.Observations.terminated;
import static io.emend.jobs.kubernetes.Observations.waits;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A Job whose pods come one after the other is one run. */
class ReplacedPodsTest {
  private static Pod preempted() {
    return condition("DisruptionTarget", "True", "PreemptionByScheduler", "for another");
  }

  private static final String LEFT =
      "restarting after: pod disrupted (PreemptionByScheduler): for another";

  @Test
  void aPodThatIsToBeReplacedIsNoEnd() {
    assertThat(waits(job(), over(preempted()))).isEqualTo(LEFT);
  }

  @Test
  void aPodThatHasToLeaveItsNodeIsTold() {
    Pod pod = preempted();
    pod.getStatus().setPhase("Running");
    assertThat(waits(job(), pod)).isEqualTo(LEFT);
  }

  @Test
  void aPodThatComesInPlaceOfAnotherTellsWhyAndForWhat() {
    Pod next = later(condition("PodScheduled", "False", "Unschedulable", "0/3 nodes"));
    assertThat(waits(job(), over(preempted()), next))
        .isEqualTo("unschedulable: 0/3 nodes; " + LEFT);
  }

  @Test
  void aPodThatRunsInPlaceOfAnotherWaitsForNothing() {
    Pod next = later(pod(pod -> pod.editStatus().withPhase("Running").endStatus()));
    assertThat(waits(job(), over(preempted()), next)).isNull();
  }

  @Test
  void aPodThatFailedIsTriedAgainByTheJobController() {
    assertThat(waits(job(), over(terminated(1, "Error"))))
        .isEqualTo("restarting after: the run failed with exit code 1, see its log");
  }

  @Test
  void aPodThatIsCompleteBeginsNotAgain() {
    Pod pod = terminated(0, "Completed");
    pod.getStatus().setPhase("Succeeded");
    assertThat(waits(job(), pod)).isNull();
  }

  private static Pod onDeadNode(String reason) {
    Pod pod = condition("DisruptionTarget", "True", reason, "Taint manager: deleting");
    pod.getMetadata().setName("run-1-x");
    pod.setSpec(new PodSpecBuilder().withNodeName("gpu-3").build());
    pod.getStatus().setPhase("Running");
    return pod;
  }

  private static final String LINGERS =
      "its replacement starts once pod run-1-x on node gpu-3 has terminated or, if its node is lost,"
          + " once the node or the pod is deleted";

  /** The Job controller makes no other pod before this one is over, which its node cannot say. */
  @Test
  void aPodOnADeadNodeDoesNotBeginAgain() {
    assertThat(waits(job(), onDeadNode("DeletionByTaintManager")))
        .isEqualTo("pod disrupted (DeletionByTaintManager): Taint manager: deleting; " + LINGERS);
  }

  @Test
  void aPodThatIsBeingDeletedDoesNotBeginAgainBeforeItIsGone() {
    Pod pod = onDeadNode("PreemptionByScheduler");
    pod.getMetadata().setDeletionTimestamp(THEN);
    assertThat(waits(job(), pod)).endsWith(LINGERS).doesNotContain("begins again");
    pod.getStatus().setConditions(List.of());
    assertThat(waits(job(), pod)).isEqualTo("the pod was deleted; " + LINGERS);
  }

  @Test
  void aJobThatIsBeingDeletedDoesNotBeginAgain() {
    Job deleted =
        new JobBuilder(job()).withNewMetadata().withDeletionTimestamp(THEN).endMetadata().build();
    assertThat(waits(deleted, over(terminated(143, "Error"))))
        .isEqualTo("the Job is being deleted, its pods are terminating");
  }
}
