package io.emend.operation.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.jobs.JobExit;
import io.emend.jobs.JobFailure;
import io.emend.jobs.JobReason;
import io.emend.jobs.JobSpec;
import io.emend.jobs.RunObservation;
import io.emend.operation.OperationState;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.file.FileObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves in the store about itself. */
class RunReportsTest {
  private static final String ID = JobSpec.idOf("some");
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  @TempDir Path root;
  private ObjectStore store;
  private JobRecords records;

  @BeforeEach
  void open() {
    store = new FileObjectStore(root);
    records = new JobRecords(store);
  }

  private void write(String file, String content) {
    store.put(ObjectKey.of("jobs", ID, file), content.getBytes(StandardCharsets.UTF_8));
  }

  private JobExit explained(int code) {
    RunObservation seen = new RunObservation.Ended(JobExit.of(code, NOW));
    return ((RunObservation.Ended) records.explained(ID, seen)).exit();
  }

  @Test
  void aRunThatDivergedSaysSoWithItsReason() {
    String why = "the training diverged at step 3: loss is NaN";
    JobFailure.save(store, ID, new EmendException(ErrorCode.TRAINING_DIVERGED, why));
    assertThat(explained(4))
        .isEqualTo(new JobExit(4, JobReason.DIVERGED, "training_diverged: " + why, NOW));
    assertThat(JobReason.DIVERGED.interruption()).isFalse();
  }

  @Test
  void aRunThatRefusedItsInputTellsWhich() {
    JobFailure.save(store, ID, new EmendException(ErrorCode.DATASET_NOT_FOUND, "there is none"));
    assertThat(explained(4))
        .isEqualTo(new JobExit(4, JobReason.REFUSED, "dataset_not_found: there is none", NOW));
  }

  @Test
  void aRunThatLeftNoReasonIsToldByItsExitCode() {
    assertThat(explained(4)).isEqualTo(JobExit.of(4, NOW));
  }

  @Test
  void anEndForAnotherReasonIsNotExplainedByAnOldOne() {
    JobFailure.save(store, ID, new EmendException(ErrorCode.DATASET_NOT_FOUND, "there is none"));
    assertThat(explained(137)).isEqualTo(JobExit.of(137, NOW));
  }

  @Test
  void thePhaseBeforeTheStepsIsItsProgress() {
    write("progress.json", "{\"phase\":\"references\",\"done\":12,\"total\":300}");
    assertThat(records.progress(ID)).contains(StepCounts.before("references", 12, 300));
  }

  @Test
  void theStepsAreItsProgressThereafter() {
    write("metrics.jsonl", "{\"step\":3,\"total\":10}\n");
    assertThat(records.progress(ID)).contains(StepCounts.training(3, 10));
  }

  @Test
  void anEndIsNeverBeforeItsBeginning() {
    JobStatus running = JobStatus.queued().running(NOW);
    JobStatus ended =
        running.ended(OperationState.SUCCEEDED, JobExit.of(0, NOW.minusSeconds(3600)));
    assertThat(ended.endedAt()).isEqualTo(NOW);
  }
}
