package io.emend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
  void aModelThatIsNotServedIsRefused() {
    assertThatThrownBy(
            () -> evaluation.run(request("other", EvaluationMode.DIRECT), progress -> {}))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("model must be");
  }
}
