package io.emend.operation.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.preference.LabelledCorrection;
import io.emend.storage.ObjectStore;
import io.emend.storage.UnsteadyStore;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run may end between any two calls of the store, as by {@code kill -9}. */
class KilledCollectionTest {
  private static final int QUESTIONS = 150;
  private static final int MOST_LIVES = 100;
  private static final int LONGEST_LIFE = 30;

  @TempDir Path folder;

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** A store for a process that dies after so many calls. */
  private static ObjectStore dying(ObjectStore store, int calls) {
    AtomicInteger left = new AtomicInteger(calls);
    return UnsteadyStore.checked(
        store,
        () -> {
          if (left.getAndDecrement() <= 0) {
            throw new Killed();
          }
        });
  }

  /** Runs a collection to its end, however often it is killed. */
  private static CollectionStatus killed(Bench bench, String id, long seed) {
    Random random = new Random(seed);
    for (int life = 0; life < MOST_LIVES && !bench.status(id).state().ended(); life++) {
      try {
        bench.over(dying(bench.store(), random.nextInt(LONGEST_LIFE))).run(id);
      } catch (Killed e) {
        // The next life goes on.
      }
    }
    return bench.run(id);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everySampleIsRecordedExactlyOnce(long seed) {
    Bench bench = new Bench(folder);
    String id = bench.add(bench.questions(QUESTIONS));
    CollectionStatus status = killed(bench, id, seed);
    assertThat(status.progress().done()).isEqualTo(QUESTIONS);
    assertThat(bench.samples(status))
        .extracting(LabelledCorrection::id)
        .doesNotHaveDuplicates()
        .hasSize(QUESTIONS);
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void theDatasetIsThatOfAnUndisturbedRun(long seed) {
    Bench bench = new Bench(folder);
    Path source = bench.questions(QUESTIONS);
    String undisturbed = bench.manifest(bench.run(bench.add(source))).digest();
    CollectionStatus status = killed(bench, bench.add(source), seed);
    assertThat(bench.manifest(status).digest()).isEqualTo(undisturbed);
  }

  @Test
  void aRunThatDiesAfterTheDatasetIsWrittenWritesNoSecondVersion() {
    Bench bench = new Bench(folder);
    String id = bench.add(bench.questions(QUESTIONS));
    CollectionStatus status = killed(bench, id, 10);
    assertThat(status.dataset()).isEqualTo("quiz/v1");
  }
}
