package io.emend.operation.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.operation.EarlierRecords;
import io.emend.operation.OperationFailure;
import io.emend.operation.OperationProgress;
import io.emend.operation.OperationState;
import io.emend.storage.file.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EarlierEvaluationsTest {
  @TempDir Path folder;
  private EvaluationRecords records;

  @BeforeEach
  void open() {
    records = new EvaluationRecords(new FileObjectStore(EarlierRecords.copy(folder)));
  }

  private static String id(OperationState state) {
    return "eval-00000000-0000-0000-0000-00000000000" + (state.ordinal() + 1);
  }

  @ParameterizedTest
  @EnumSource(OperationState.class)
  void eachStateIsRead(OperationState state) {
    assertThat(records.get(id(state)).state()).isEqualTo(state);
  }

  @ParameterizedTest
  @EnumSource(OperationState.class)
  void eachStateIsReadInTheSpellingOfJobsToo(OperationState state) throws IOException {
    Path file = folder.resolve("evaluations/" + id(state) + ".json");
    String upper =
        Files.readString(file).replace('"' + state.word() + '"', '"' + state.name() + '"');
    Files.writeString(file, upper);
    assertThat(records.get(id(state)).state()).isEqualTo(state);
  }

  @Test
  void theProgressIsReadWithItsRateByItsEarlierName() {
    EvaluationCounts counts = new EvaluationCounts("emend-tiny", 8, Map.of("right_right", 8));
    assertThat(records.get(id(OperationState.RUNNING)).progress())
        .isEqualTo(new OperationProgress<>(null, 12, 100L, 3.25, 27L, counts));
  }

  @Test
  void theFailureIsRead() {
    assertThat(records.get(id(OperationState.FAILED)).error())
        .extracting(OperationFailure::code)
        .isEqualTo("evaluation_interrupted");
  }

  @Test
  void theResultIsRead() {
    assertThat(records.get(id(OperationState.SUCCEEDED)).result().excluded()).isEqualTo(3);
  }
}
