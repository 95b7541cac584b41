package io.emend.operation.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.jobs.JobExit;
import io.emend.jobs.JobLauncher.Stop;
import io.emend.jobs.JobReason;
import io.emend.jobs.RunObservation;
import io.emend.operation.OperationState;
import io.emend.operation.job.Reconciliation.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconciliationTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Reconciliation RULES = new Reconciliation(2, Duration.ofSeconds(3));
  private static final JobStatus RUNNING = JobStatus.queued().running(NOW);

  private static OperationState stateAfter(JobStatus status, RunObservation sight) {
    return ((Step.Record) RULES.running(status, sight, NOW)).status().state();
  }

  private static RunObservation ended(int code) {
    return new RunObservation.Ended(JobExit.of(code, NOW));
  }

  @Test
  void aJobWithoutRoomStays() {
    assertThat(RULES.queued(JobStatus.queued(), false, NOW)).isEqualTo(new Step.Stay());
  }

  @Test
  void anAbsentRunIsLaunched() {
    assertThat(RULES.running(RUNNING, new RunObservation.Absent(), NOW))
        .isEqualTo(new Step.Launch());
  }

  @Test
  void aRunIsAskedToStopWithinTheGrace() {
    JobStatus unwanted = RUNNING.cancelRequested(NOW.minusSeconds(2));
    assertThat(RULES.running(unwanted, new RunObservation.Alive(null), NOW))
        .isEqualTo(new Step.Halt(Stop.ASK));
  }

  @Test
  void aRunIsForcedToStopAfterTheGrace() {
    JobStatus unwanted = RUNNING.cancelRequested(NOW.minusSeconds(3));
    assertThat(RULES.running(unwanted, new RunObservation.Alive(null), NOW))
        .isEqualTo(new Step.Halt(Stop.FORCE));
  }

  @Test
  void aRunThatSavesAndExitsWithZeroWhenCancelledIsNotComplete() {
    assertThat(stateAfter(RUNNING.cancelRequested(NOW), ended(0)))
        .isEqualTo(OperationState.CANCELLED);
  }

  @Test
  void anInterruptionIsRepeated() {
    assertThat(stateAfter(RUNNING, ended(137))).isEqualTo(OperationState.QUEUED);
  }

  @Test
  void theLastAttemptFails() {
    JobStatus second = RUNNING.requeued().running(NOW);
    assertThat(stateAfter(second, ended(137))).isEqualTo(OperationState.FAILED);
  }

  @Test
  void aFailureOfTheRunItselfIsNotRepeated() {
    assertThat(stateAfter(RUNNING, ended(1))).isEqualTo(OperationState.FAILED);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void whatWouldEndTheSameIsNotRepeated(int code) {
    JobStatus status = ((Step.Record) RULES.running(RUNNING, ended(code), NOW)).status();
    assertThat(status.state()).isEqualTo(OperationState.FAILED);
    assertThat(status.exit().message()).isNotBlank();
  }

  @Test
  void aRunThatIsThereIsWrittenDown() {
    JobStatus status =
        ((Step.Record) RULES.running(RUNNING, new RunObservation.Alive(null), NOW)).status();
    assertThat(status.launchedAt()).isEqualTo(NOW);
  }

  @Test
  void aRunThatWasThereAndIsGoneIsAnAttemptLost() {
    JobStatus status =
        ((Step.Record) RULES.running(RUNNING.launched(NOW), new RunObservation.Absent(), NOW))
            .status();
    assertThat(status.state()).isEqualTo(OperationState.QUEUED);
    assertThat(status.exit().reason()).isEqualTo(JobReason.LOST);
    assertThat(status.attempts()).isEqualTo(1);
  }

  @Test
  void aRunThatIsGoneInItsLastAttemptHasFailed() {
    JobStatus last = RUNNING.requeued().running(NOW).launched(NOW);
    assertThat(stateAfter(last, new RunObservation.Absent())).isEqualTo(OperationState.FAILED);
  }

  @Test
  void theNextRunHasNotBeenSeenYet() {
    assertThat(RUNNING.launched(NOW).requeued().running(NOW).launchedAt()).isNull();
  }

  @Test
  void aRunThatNobodyCanTellOfStaysWithTheReason() {
    JobStatus status =
        ((Step.Record) RULES.running(RUNNING, new RunObservation.Unknown("away"), NOW)).status();
    assertThat(status.state()).isEqualTo(OperationState.RUNNING);
    assertThat(status.waiting()).isEqualTo("away");
  }

  private static final RunObservation ENDING = new RunObservation.Terminating("its pod is ending");

  @Test
  void aRunWhoseJobIsGoneAndWhosePodIsThereIsNotFollowedByAnother() {
    JobStatus status = ((Step.Record) RULES.running(RUNNING.launched(NOW), ENDING, NOW)).status();
    assertThat(status.state()).isEqualTo(OperationState.RUNNING);
    assertThat(status.waiting()).isEqualTo("its pod is ending");
  }

  @Test
  void aCancelledRunWhosePodDoesNotEndIsGivenUpAfterTheGrace() {
    JobStatus asked = RUNNING.cancelRequested(NOW.minusSeconds(2));
    assertThat(RULES.running(asked, ENDING, NOW)).isEqualTo(new Step.Halt(Stop.ASK));
    JobStatus late = RUNNING.cancelRequested(NOW.minusSeconds(3));
    JobStatus status = ((Step.Record) RULES.running(late, ENDING, NOW)).status();
    assertThat(status.state()).isEqualTo(OperationState.CANCELLED);
    assertThat(status.exit().message()).isEqualTo("cancelled: its pod is ending");
  }
}
