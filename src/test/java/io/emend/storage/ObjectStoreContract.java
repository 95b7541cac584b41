package io.emend.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must do, whatever it keeps its objects in. */
abstract class ObjectStoreContract {
  static final ObjectKey KEY = ObjectKey.of("corrections", "one.json");
  static final byte[] FIRST = "first".getBytes(UTF_8);
  static final byte[] SECOND = "second, and longer".getBytes(UTF_8);

  abstract ObjectStore store();

  @Test
  void anObjectComesBackAsItWasPut() {
    store().put(KEY, FIRST);
    assertThat(store().get(KEY)).hasValue(FIRST);
  }

  @Test
  void anEmptyObjectIsAnObject() {
    store().put(KEY, new byte[0]);
    assertThat(store().get(KEY)).hasValue(new byte[0]);
  }

  @Test
  void anAbsentObjectIsEmpty() {
    assertThat(store().get(KEY)).isEmpty();
  }

  @Test
  void anAbsentObjectDoesNotExist() {
    assertThat(store().exists(KEY)).isFalse();
  }

  @Test
  void aPrefixIsNoObject() {
    store().put(KEY, FIRST);
    assertThat(store().get(ObjectKey.of("corrections"))).isEmpty();
  }

  @Test
  void putReplacesAnObject() {
    store().put(KEY, FIRST);
    store().put(KEY, SECOND);
    assertThat(store().get(KEY)).hasValue(SECOND);
  }

  @Test
  void putIfAbsentWritesWhereThereIsNothing() {
    assertThat(store().putIfAbsent(KEY, FIRST)).isTrue();
  }

  @Test
  void putIfAbsentTellsThatItDidNotWrite() {
    store().put(KEY, FIRST);
    assertThat(store().putIfAbsent(KEY, SECOND)).isFalse();
  }

  @Test
  void putIfAbsentKeepsWhatIsThere() {
    store().put(KEY, FIRST);
    store().putIfAbsent(KEY, SECOND);
    assertThat(store().get(KEY)).hasValue(FIRST);
  }

  @Test
  void ofManyPutsIfAbsentOneWins() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(8);
    List<Future<Boolean>> written =
        IntStream.range(0, 32)
            .mapToObj(i -> writers.submit(() -> store().putIfAbsent(KEY, new byte[] {(byte) i})))
            .toList();
    int won = 0;
    for (Future<Boolean> one : written) {
      won += one.get() ? 1 : 0;
    }
    writers.shutdown();
    assertThat(won).isEqualTo(1);
  }

  @Test
  void aDeletedObjectIsGone() {
    store().put(KEY, FIRST);
    store().delete(KEY);
    assertThat(store().exists(KEY)).isFalse();
  }

  @Test
  void deletingNothingIsHarmless() {
    store().delete(KEY);
    assertThat(store().list("")).isEmpty();
  }

  @Test
  void aListingIsSorted() {
    store().put(ObjectKey.of("b"), FIRST);
    store().put(ObjectKey.of("a", "z"), FIRST);
    assertThat(store().list("")).containsExactly(ObjectKey.of("a", "z"), ObjectKey.of("b"));
  }

  @Test
  void aListingHasWhatThePrefixStarts() {
    store().put(ObjectKey.of("jobs", "ab", "x"), FIRST);
    store().put(ObjectKey.of("jobs", "ac"), FIRST);
    store().put(ObjectKey.of("jobsa"), FIRST);
    assertThat(store().list("jobs/ab")).containsExactly(ObjectKey.of("jobs", "ab", "x"));
  }

  @Test
  void aListingGoesBeyondAThousandKeys() {
    IntStream.range(0, 1_050).forEach(i -> store().put(ObjectKey.of("many", "k" + i), new byte[0]));
    assertThat(store().list("many/")).hasSize(1_050);
  }
}
