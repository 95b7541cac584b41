package io.emend.operation.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.jobs.JobReason;
import io.emend.operation.EarlierRecords;
import io.emend.operation.OperationState;
import io.emend.storage.file.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EarlierJobsTest {
  @TempDir Path folder;
  private JobRecords records;

  @BeforeEach
  void open() {
    records = new JobRecords(new FileObjectStore(EarlierRecords.copy(folder)));
  }

  private static String id(OperationState state) {
    return "job-0000000000000000000" + (state.ordinal() + 1);
  }

  @ParameterizedTest
  @EnumSource(OperationState.class)
  void eachStateIsRead(OperationState state) {
    assertThat(records.get(id(state)).status().state()).isEqualTo(state);
  }

  @Test
  void theProgressIsRead() {
    assertThat(records.get(id(OperationState.RUNNING)).status().progress())
        .isEqualTo(StepCounts.training(3, 10));
  }

  @Test
  void theReasonIsRead() {
    assertThat(records.get(id(OperationState.FAILED)).status().exit().reason())
        .isEqualTo(JobReason.EXIT_CODE);
  }

  @Test
  void aStatusThatIsWrittenOverIsInLowerCase() throws IOException {
    String id = id(OperationState.RUNNING);
    JobStatus running = records.get(id).status();
    records.replace(id, running, running.waitingFor(null));
    assertThat(Files.readString(folder.resolve("jobs/" + id + "/status.json")))
        .startsWith("{\"state\":\"running\",")
        .contains("\"progress\":{\"phase\":\"training\",\"done\":3,\"total\":10,\"step\":3}");
  }
}
