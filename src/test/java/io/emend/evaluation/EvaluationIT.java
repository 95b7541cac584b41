package io.emend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.evaluation.score.ScoredSample;
import io.emend.evaluation.source.LabelledSample;
import io.emend.evaluation.source.LabelledSource;
import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@TestProfile(SmallModel.class)
class EvaluationIT {
  private static final String SOURCE = "scenes:plain/validation?seed=1";
  private static final int LIMIT = 20;

  @Inject EvaluationService evaluation;

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private static EvaluationRequest request(String model, EvaluationMode mode) {
    return new EvaluationRequest(model, SOURCE, mode, LIMIT, Set.of());
  }

  @Test
  void resultsAreInTheOrderOfTheSource() {
    List<String> ids =
        LabelledSource.open(SOURCE).samples().limit(LIMIT).map(LabelledSample::id).toList();
    EvaluationResult result =
        evaluation.run(request(null, EvaluationMode.CORRECTED), progress -> {});
    assertThat(result.samples()).extracting(ScoredSample::id).isEqualTo(ids);
  }

  @Test
  void progressCountsEverySample() {
    List<Integer> done = new ArrayList<>();
    evaluation.run(request(null, EvaluationMode.DIRECT), progress -> done.add(progress.done()));
    assertThat(done).isEqualTo(IntStream.rangeClosed(1, LIMIT).boxed().toList());
  }

  @Test
  void theTotalIsWhatAShortFileHolds(@TempDir Path folder) throws IOException {
    String picture = SmallModel.data(SmallModel.image("bilevel.png"));
    String row =
        "{\"id\":\"%d\",\"image\":\"" + picture + "\",\"question\":\"Q\",\"answer\":\"A\"}\n";
    Path file = folder.resolve("quiz.jsonl");
    Files.writeString(file, row.formatted(1) + row.formatted(2));
    Set<Integer> totals = new HashSet<>();
    evaluation.run(
        new EvaluationRequest(null, file.toString(), EvaluationMode.DIRECT, LIMIT, Set.of()),
        progress -> totals.add(progress.total()));
    assertThat(totals).containsExactly(2);
  }

  private EvaluationResult file(String name) {
    return evaluation.run(
        new EvaluationRequest(null, name, EvaluationMode.DIRECT, LIMIT, Set.of()), progress -> {});
  }

  @Test
  void aBrokenPictureFailsItsSampleAlone() {
    EvaluationResult result = file("src/test/resources/sources/one-broken-picture.jsonl");
    assertThat(result.samples()).extracting(ScoredSample::id).containsExactly("one", "three");
    assertThat(result.failures())
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.sample()).isEqualTo("two");
              assertThat(failed.place()).isEqualTo("line 2");
              assertThat(failed.reason()).contains("image");
            });
  }

  @Test
  void ofSeveralPicturesTheBrokenOneIsNamed(@TempDir Path folder) throws IOException {
    String good = SmallModel.data(SmallModel.image("bilevel.png"));
    String row = "{\"id\":\"%s\",\"images\":[\"%s\",\"%s\"],\"question\":\"Q\",\"answer\":\"A\"}%n";
    Path file = folder.resolve("quiz.jsonl");
    Files.writeString(
        file,
        row.formatted("whole", good, good)
            + row.formatted("broken", good, "data:image/png;base64,AAAA"));
    EvaluationResult result = file(file.toString());
    assertThat(result.samples()).extracting(ScoredSample::id).containsExactly("whole");
    assertThat(result.failures())
        .singleElement()
        .satisfies(failed -> assertThat(failed.reason()).startsWith("images[1] must be"));
  }

  @Test
  void aFileOfBrokenPicturesIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("quiz.jsonl");
    Files.writeString(
        file, "{\"image\":\"data:image/png;base64,AAAA\",\"question\":\"Q\",\"answer\":\"A\"}");
    assertThatThrownBy(() -> file(file.toString()))
        .hasMessageContaining("all 1 samples failed, the first: failed: line 1");
  }

  @Test
  void aModelThatIsNotServedIsRefused() {
    assertThatThrownBy(
            () -> evaluation.run(request("other", EvaluationMode.DIRECT), progress -> {}))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("model must be");
  }
}
