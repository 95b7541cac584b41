package io.emend.operation.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.collection.CollectionCounts;
import io.emend.operation.EarlierRecords;
import io.emend.operation.OperationProgress;
import io.emend.operation.OperationState;
import io.emend.storage.file.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EarlierCollectionsTest {
  @TempDir Path folder;
  private CollectionRecords records;

  @BeforeEach
  void open() {
    records = new CollectionRecords(new FileObjectStore(EarlierRecords.copy(folder)));
  }

  private static String id(OperationState state) {
    return "col-00000000-0000-0000-0000-00000000000" + (state.ordinal() + 1);
  }

  @ParameterizedTest
  @EnumSource(OperationState.class)
  void eachStateIsRead(OperationState state) {
    assertThat(records.get(id(state)).state()).isEqualTo(state);
  }

  @Test
  void whatWasCountedIsRead() {
    CollectionCounts counts =
        new CollectionCounts(
            Map.of("right_right", 9, "right_wrong", 3, "wrong_right", 2, "wrong_wrong", 6),
            4,
            1,
            List.of(new CollectionCounts.Failure("q.jsonl#7", "the picture is damaged")));
    assertThat(records.get(id(OperationState.RUNNING)).status().progress())
        .isEqualTo(new OperationProgress<>(null, 21, 40L, 12.34, 2L, counts));
  }

  @Test
  void thoseThatHaveNotEndedAreTheOnesToGoOnWith() {
    assertThat(records.open())
        .extracting(StoredCollection::id)
        .containsExactlyInAnyOrder(id(OperationState.QUEUED), id(OperationState.RUNNING));
  }

  @Test
  void aStatusThatIsWrittenOverIsInLowerCase() throws IOException {
    String id = id(OperationState.RUNNING);
    records.update(id, each -> each.cancelled(Instant.now()));
    assertThat(Files.readString(folder.resolve("collections/" + id + "/status.json")))
        .startsWith("{\"state\":\"cancelled\",\"progress\":{\"done\":21,\"total\":40,");
  }
}
