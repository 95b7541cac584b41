package io.emend.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.file.FileObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonDocumentsTest {
  private static final ObjectKey KEY = ObjectKey.of("counters", "one.json");
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.123456Z");

  @TempDir Path folder;
  private ObjectStore store;
  private JsonDocuments<Counter> documents;

  private record Counter(int count, Instant at) {
    static Counter zero() {
      return new Counter(0, NOW);
    }

    Counter plus() {
      return new Counter(count + 1, at);
    }
  }

  @BeforeEach
  void open() {
    store = new FileObjectStore(folder);
    documents = new JsonDocuments<>(store, Counter.class);
  }

  private void write(String content) {
    store.put(KEY, content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsAddedIsReadAgain() {
    documents.add(KEY, new Counter(3, NOW));
    assertThat(documents.find(KEY)).contains(new Counter(3, NOW));
  }

  @Test
  void whatIsThereIsNotAddedOver() {
    documents.add(KEY, new Counter(3, NOW));
    assertThat(documents.add(KEY, Counter.zero())).isFalse();
    assertThat(documents.find(KEY)).contains(new Counter(3, NOW));
  }

  @Test
  void aFieldOfALaterVersionIsIgnored() {
    write("{\"count\":3,\"at\":\"2030-01-01T00:00:00.123456Z\",\"colour\":\"red\"}");
    assertThat(documents.find(KEY)).contains(new Counter(3, NOW));
  }

  @Test
  void whatIsNoRecordIsCorrupt() {
    write("{\"count\":");
    assertThatThrownBy(() -> documents.find(KEY))
        .isInstanceOfSatisfying(
            EmendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OBJECT_CORRUPT))
        .hasMessageContaining("counters/one.json");
  }

  @Test
  void changesOfManyWritersAllCount() {
    CompletableFuture<?>[] writers =
        Stream.generate(
                () ->
                    CompletableFuture.runAsync(
                        () -> documents.update(KEY, Counter::zero, Counter::plus)))
            .limit(20)
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(writers).join();
    assertThat(documents.find(KEY)).contains(new Counter(20, NOW));
  }

  @Test
  void aChangeThatChangesNothingIsNotWritten() {
    documents.update(KEY, Counter::zero, same -> same);
    assertThat(store.exists(KEY)).isFalse();
  }

  @Test
  void aRecordThatChangedMeanwhileIsNotWrittenOver() {
    documents.add(KEY, new Counter(3, NOW));
    assertThatThrownBy(
            () -> documents.replace(KEY, Counter::zero, Counter.zero(), Counter.zero().plus()))
        .isInstanceOfSatisfying(
            EmendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OBJECT_CHANGED));
    assertThat(documents.find(KEY)).contains(new Counter(3, NOW));
  }

  @Test
  void whereNothingIsTheAbsentRecordIsTheOneThatIsKnown() {
    documents.replace(KEY, Counter::zero, Counter.zero(), Counter.zero().plus());
    assertThat(documents.find(KEY)).contains(new Counter(1, NOW));
  }

  @Test
  void recordsAreReadLineByLine() {
    List<Counter> all = List.of(Counter.zero(), new Counter(7, NOW));
    store.put(KEY, JsonDocuments.lines(all));
    assertThat(documents.lines(KEY)).isEqualTo(all);
  }
}
