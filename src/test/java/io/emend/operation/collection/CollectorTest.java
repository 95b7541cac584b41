package io.emend.operation.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.collection.CollectionCounts;
import io.emend.collection.CollectionRequest;
import io.emend.collection.CollectionSpec;
import io.emend.collection.CorrectionClient;
import io.emend.collection.PlannedSample;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.operation.OperationState;
import io.emend.preference.LabelledCorrection;
import io.emend.storage.ObjectKey;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {
  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
  }

  @Test
  void theResultDoesNotDependOnConcurrency() {
    Path source = bench.questions(60);
    CollectionStatus one = bench.run(bench.add(source), new DrawnCorrections(), 1);
    CollectionStatus many = bench.run(bench.add(source), new DrawnCorrections(), 16);
    assertThat(bench.manifest(many).digest()).isEqualTo(bench.manifest(one).digest());
  }

  @Test
  void outcomesAddUpToWhatIsDone() {
    CollectionCounts counts = bench.run(bench.add(bench.questions(40))).progress().counts();
    assertThat(counts.outcomes().values().stream().mapToInt(n -> n).sum()).isEqualTo(40);
  }

  @Test
  void unparsedResponsesAreCounted() {
    CollectionCounts counts = bench.run(bench.add(bench.questions(40))).progress().counts();
    assertThat(counts.unparsed()).isEqualTo(40 - counts.outcomes().get("right_right"));
  }

  @Test
  void aBadPictureIsCountedAndNamed() {
    Path source = bench.lines(List.of(Bench.row(0, "Which?"), Bench.row(1, "Bad?")));
    CollectionCounts counts = bench.run(bench.add(source)).progress().counts();
    assertThat(counts.failures())
        .containsExactly(new CollectionCounts.Failure(source + "#1", "the picture is damaged"));
  }

  @Test
  void aRowThatCannotBeReadIsCountedAndTheNextIsAsked() {
    Path source = bench.lines(List.of("{}", Bench.row(1, "Which?")));
    CollectionStatus status = bench.run(bench.add(source));
    assertThat(bench.samples(status))
        .extracting(LabelledCorrection::id)
        .containsExactly(source + "#1");
  }

  @Test
  void aCollectionWithoutAUsableSampleFailsAndSaysWhy() {
    CollectionStatus status = bench.run(bench.add(bench.lines(List.of(Bench.row(0, "Bad?")))));
    assertThat(status.reason()).contains("all 1 samples failed", "the picture is damaged");
  }

  @Test
  void samplesOfOneQuestionHaveSeedsOfTheirOwn() {
    CollectionRequest request = Bench.request(bench.questions(3), 4);
    List<LabelledCorrection> samples = bench.samples(bench.run(bench.add(request)));
    assertThat(samples.stream().map(sample -> sample.lineage().seed()))
        .hasSize(12)
        .doesNotHaveDuplicates();
  }

  @Test
  void theRowsGoWhenTheDatasetIsThere() {
    String id = bench.add(bench.questions(40));
    bench.run(id);
    try (Stream<ObjectKey> keys = bench.store().list("collections/" + id + "/samples-")) {
      assertThat(keys).isEmpty();
    }
  }

  @Test
  void aSecondCollectionIsASecondVersion() {
    Path source = bench.questions(10);
    bench.run(bench.add(source));
    assertThat(bench.run(bench.add(source)).dataset()).isEqualTo("quiz/v2");
  }

  @Test
  void aBusyEngineIsAskedAgain() {
    Set<String> refused = ConcurrentHashMap.newKeySet();
    CorrectionClient busy =
        failing(sample -> refused.add(sample.id()) ? ErrorCode.QUEUE_FULL : null);
    CollectionStatus status = bench.run(bench.add(bench.questions(10)), busy, 5);
    assertThat(status.progress().counts().failed()).isZero();
  }

  @Test
  void aModelThatIsGoneEndsTheCollection() {
    CorrectionClient gone = failing(sample -> ErrorCode.MODEL_NOT_FOUND);
    CollectionStatus status = bench.run(bench.add(bench.questions(10)), gone, 5);
    assertThat(status.state()).isEqualTo(OperationState.FAILED);
  }

  private interface Refusal {
    ErrorCode of(PlannedSample sample);
  }

  /** Turns that refuse some samples. */
  private static CorrectionClient failing(Refusal refusal) {
    DrawnCorrections drawn = new DrawnCorrections();
    return new CorrectionClient() {
      @Override
      public boolean isAnswered() {
        return true;
      }

      @Override
      public String answering(String model) {
        return drawn.answering(model);
      }

      @Override
      public Uni<LabelledCorrection> answer(CollectionSpec spec, PlannedSample sample) {
        ErrorCode code = refusal.of(sample);
        return code == null
            ? drawn.answer(spec, sample)
            : Uni.createFrom().failure(new EmendException(code, "refused"));
      }
    };
  }
}
