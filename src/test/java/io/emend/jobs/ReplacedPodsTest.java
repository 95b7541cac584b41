package io.emend.jobs;

import static io.emend.jobs.Sights.condition;
import static io.emend.jobs.Sights.job;
import static io.emend.jobs.Sights.later;
import static io.emend.jobs.Sights.over;
import static io.emend.jobs.Sights.pod;
import static io.emend.jobs.Sights.terminated;
import static io.emend.jobs.Sights.waits;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import org.junit.jupiter.api.Test;

/** A Job whose pods come one after the other is one run. */
class ReplacedPodsTest {
  private static Pod preempted() {
    return condition("DisruptionTarget", "True", "PreemptionByScheduler", "for another");
  }

  private static final String LEFT =
      "it begins again, after the run had to leave its node (PreemptionByScheduler): for another";

  @Test
  void aPodThatIsToBeReplacedIsNoEnd() {
    assertThat(waits(job(), over(preempted()))).isEqualTo(LEFT);
  }

  /** The node is lost: its pod is not over until somebody says so in its place. */
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
        .isEqualTo("no node can take it: 0/3 nodes; " + LEFT);
  }

  @Test
  void aPodThatRunsInPlaceOfAnotherWaitsForNothing() {
    Pod next = later(pod(pod -> pod.editStatus().withPhase("Running").endStatus()));
    assertThat(waits(job(), over(preempted()), next)).isNull();
  }

  @Test
  void aPodThatFailedIsTriedAgainByTheJobController() {
    assertThat(waits(job(), over(terminated(1, "Error"))))
        .isEqualTo("it begins again, after the run failed with exit code 1, see its log");
  }

  @Test
  void aPodThatIsCompleteBeginsNotAgain() {
    Pod pod = terminated(0, "Completed");
    pod.getStatus().setPhase("Succeeded");
    assertThat(waits(job(), pod)).isNull();
  }
}
