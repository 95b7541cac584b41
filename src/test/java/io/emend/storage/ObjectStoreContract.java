package io.emend.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store must do, whatever it keeps its objects in. */
abstract class ObjectStoreContract {
  public static final ObjectKey KEY = ObjectKey.of("corrections", "one.json");
  public static final byte[] FIRST = "first".getBytes(UTF_8);
  public static final byte[] SECOND = "second, and longer".getBytes(UTF_8);

  protected abstract ObjectStore store();

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

  @Test
  void aListingStopsWhereTheReaderDoes() {
    store().put(ObjectKey.of("many", "a"), FIRST);
    store().put(ObjectKey.of("many", "b"), FIRST);
    assertThat(store().list("many/").findFirst()).hasValue(ObjectKey.of("many", "a"));
  }

  @Test
  void aFolderSortsAmongKeysAsItsSlashDoes() {
    store().put(ObjectKey.of("a", "z"), FIRST);
    store().put(ObjectKey.of("a-b"), FIRST);
    store().put(ObjectKey.of("a0"), FIRST);
    assertThat(store().list("a"))
        .containsExactly(ObjectKey.of("a-b"), ObjectKey.of("a", "z"), ObjectKey.of("a0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {".hidden", "a=b/c", "..b/x", "-", "a/B/a", "x..y"})
  void anUnusualKeyIsAKeyLikeOthers(String key) {
    store().put(new ObjectKey(key), FIRST);
    assertThat(store().list("")).containsExactly(new ObjectKey(key));
  }

  @Test
  void theLongestKeyIsAKeyLikeOthers() {
    ObjectKey key = ObjectKey.of("a".repeat(200), "b".repeat(200));
    store().put(key, FIRST);
    assertThat(store().get(key)).hasValue(FIRST);
  }

  @Test
  void aRangeIsAPart() {
    store().put(KEY, SECOND);
    assertThat(store().get(KEY, 2, 4)).hasValue("cond".getBytes(UTF_8));
  }

  @Test
  void aRangeEndsWhereTheObjectDoes() {
    store().put(KEY, FIRST);
    assertThat(store().get(KEY, 3, 100)).hasValue("st".getBytes(UTF_8));
  }

  @Test
  void aRangeBeyondTheEndHoldsNothing() {
    store().put(KEY, FIRST);
    assertThat(store().get(KEY, 5, 1)).hasValue(new byte[0]);
  }

  @Test
  void aRangeOfNothingIsEmpty() {
    assertThat(store().get(KEY, 0, 1)).isEmpty();
  }

  @Test
  void aRangeBeforeTheStartIsRefused() {
    assertThatThrownBy(() -> store().get(KEY, -1, 1)).hasMessageContaining("offset");
  }

  @Test
  void theHeadKnowsTheSize() {
    store().put(KEY, SECOND);
    assertThat(store().head(KEY).orElseThrow().size()).isEqualTo(SECOND.length);
  }

  @Test
  void theHeadOfAnAbsentObjectIsEmpty() {
    assertThat(store().head(KEY)).isEmpty();
  }

  @Test
  void theContentTypeIsTheOneThatWasPut() {
    store().put(ObjectKey.of("images", "abcd"), FIRST, "image/webp");
    assertThat(store().head(ObjectKey.of("images", "abcd")).orElseThrow().contentType())
        .isEqualTo("image/webp");
  }

  @Test
  void aKeyTellsTheContentTypeWhenNobodyDoes() {
    store().put(KEY, FIRST);
    assertThat(store().head(KEY).orElseThrow().contentType()).isEqualTo("application/json");
  }

  @Test
  void theHeadNamesTheVersionThatWasRead() {
    store().put(KEY, FIRST);
    assertThat(store().head(KEY)).hasValue(store().read(KEY).orElseThrow().info());
  }

  @Test
  void aVersionThatWasReadCanBeReplaced() {
    store().put(KEY, FIRST);
    store().replace(KEY, SECOND, "text/plain", etag());
    assertThat(store().get(KEY)).hasValue(SECOND);
  }

  @Test
  void aVersionThatIsPastIsNotReplaced() {
    store().put(KEY, FIRST);
    String etag = etag();
    store().put(KEY, SECOND);
    assertThat(store().replace(KEY, FIRST, "text/plain", etag)).isFalse();
  }

  @Test
  void anObjectThatIsGoneIsNotReplaced() {
    store().put(KEY, FIRST);
    String etag = etag();
    store().delete(KEY);
    assertThat(store().replace(KEY, SECOND, "text/plain", etag)).isFalse();
  }

  @Test
  void ofManyReplacementsNoneIsLost() throws Exception {
    store().put(KEY, new byte[] {0});
    ExecutorService writers = Executors.newFixedThreadPool(4);
    List<Future<?>> done =
        IntStream.range(0, 4).<Future<?>>mapToObj(i -> writers.submit(this::countToTen)).toList();
    for (Future<?> one : done) {
      one.get();
    }
    writers.shutdown();
    assertThat(store().get(KEY)).hasValue(new byte[] {40});
  }

  private void countToTen() {
    int counted = 0;
    while (counted < 10) {
      StoredObject current = store().read(KEY).orElseThrow();
      byte[] next = {(byte) (current.content()[0] + 1)};
      counted += store().replace(KEY, next, "text/plain", current.info().etag()) ? 1 : 0;
    }
  }

  private String etag() {
    return store().read(KEY).orElseThrow().info().etag();
  }
}
