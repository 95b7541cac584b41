package io.emend.training.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.training.dpo.DpoOptions;
import io.emend.training.dpo.Objective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSpecTest {

  private static JsonNode json(String method, String hyperparameters) {
    try {
      return new ObjectMapper()
          .readTree(
              """
              {"dataset": "few/v1", "model": "emend-tiny", "method": "%s",
               "hyperparameters": {%s}}
              """
                  .formatted(method, hyperparameters));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static TrainingSpec spec(String hyperparameters) {
    return TrainingSpec.read(json("dpo", hyperparameters));
  }

  @Test
  void whatIsLeftOutIsThePapers() {
    assertThat(spec("").options()).isEqualTo(DpoOptions.DEFAULT);
  }

  @Test
  void aSpecIsReadAsItWasWritten() {
    TrainingSpec spec = spec("\"seed\": 7, \"beta\": 0.5");
    assertThat(TrainingSpec.read(spec.json())).isEqualTo(spec);
  }

  @Test
  void theJsonOfASpecIsThatOfItsCopy() {
    TrainingSpec spec = spec("\"seed\": 7");
    assertThat(TrainingSpec.read(spec.json()).json()).isEqualTo(spec.json());
  }

  @Test
  void theControlLearnsFromChosenResponsesAlone() {
    assertThat(TrainingSpec.read(json("sft", "")).options().loss().objective())
        .isEqualTo(Objective.SFT);
  }

  @Test
  void fullFineTuningHasNoAdapter() {
    assertThat(spec("\"fullFineTuning\": true").options().lora()).isEmpty();
  }

  @Test
  void aSmallBatchPassesAtOnce() {
    assertThat(spec("\"batch\": 2").options().microBatch()).isEqualTo(2);
  }

  @Test
  void anUnknownMethodIsToldWhichThereAre() {
    assertThatThrownBy(() -> TrainingSpec.read(json("ppo", "")))
        .hasMessage("method must be dpo or sft, was ppo");
  }

  @Test
  void anUnknownFieldIsRefused() {
    assertThatThrownBy(() -> spec("\"learning_rate\": 0.1"))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("learning_rate");
  }

  @ParameterizedTest
  @CsvSource({
    "loss, 'sft'",
    "beta, 0",
    "labelSmoothing, 0.5",
    "sftWeight, -1",
    "learningRate, 2",
    "warmupRatio, 1.5",
    "schedule, 'steep'",
    "weightDecay, -1",
    "maxGradNorm, 0",
    "epochs, 0",
    "epochs, 1001",
    "batch, 0",
    "microBatch, 17",
    "rank, 0",
    "rank, 1025",
    "alpha, 0",
    "targetModules, []",
    "precision, 'f16'",
    "evaluateEvery, 0",
    "checkpointEvery, 0"
  })
  void aValueOutOfItsRangeIsRefusedByItsField(String field, String value) {
    String quoted = value.matches("[a-z].*") ? '"' + value + '"' : value;
    assertThatThrownBy(() -> spec("\"" + field + "\": " + quoted))
        .isInstanceOfSatisfying(
            EmendException.class, e -> assertThat(e.culprit()).containsEntry("field", field));
  }
}
