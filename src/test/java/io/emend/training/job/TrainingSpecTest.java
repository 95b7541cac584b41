package io.emend.training.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.emend.error.EmendException;
import io.emend.model.adapter.LoraOptions;
import io.emend.training.dpo.DpoOptions;
import io.emend.training.dpo.Objective;
import java.util.List;
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

  @ParameterizedTest
  @CsvSource({
    "sft, '\"beta\": 0.2', beta must be left out with method sft",
    "sft, '\"loss\": \"ipo\"', loss must be left out with method sft",
    "dpo, '\"fullFineTuning\": true, \"rank\": 4', rank must be left out with fullFineTuning",
  })
  void aSettingThatARequestsRunWouldNotUseIsRefused(String method, String settings, String message)
      throws JsonProcessingException {
    JsonNode given = json(method, settings).get("hyperparameters");
    Hyperparameters asked = new ObjectMapper().treeToValue(given, Hyperparameters.class);
    assertThatThrownBy(() -> TrainingSpec.requested("few/v1", "emend-tiny", method, asked, null))
        .hasMessageStartingWith(message);
    assertThat(TrainingSpec.read(json(method, settings)).method()).isEqualTo(method);
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
            EmendException.class, e -> assertThat(e.details()).containsEntry("field", field));
  }

  private static TrainingSpec continued(String hyperparameters) {
    ObjectNode json = (ObjectNode) json("dpo", hyperparameters);
    return TrainingSpec.read(json.put("fromAdapter", "one"));
  }

  private static final LoraOptions ADAPTER = new LoraOptions(4, 8, List.of("q_proj", "up_proj"));

  @Test
  void whatIsLeftOutIsThatOfTheAdapterThatTrainingGoesOnFrom() {
    TrainingSpec spec = continued("").shaped(ADAPTER);
    assertThat(spec.options().lora()).contains(ADAPTER);
    assertThat(TrainingSpec.read(spec.json())).isEqualTo(spec);
  }

  @Test
  void whatIsAskedForAsTheAdapterHasItStays() {
    TrainingSpec spec =
        continued("\"rank\": 4, \"alpha\": 8, \"targetModules\": [\"up_proj\", \"q_proj\"]");
    assertThat(spec.shaped(ADAPTER).options().lora()).contains(ADAPTER);
  }

  @ParameterizedTest
  @CsvSource({"rank, 8", "alpha, 16", "targetModules, '[\"q_proj\"]'"})
  void anotherShapeThanTheAdaptersIsRefusedByItsField(String field, String value) {
    assertThatThrownBy(() -> continued("\"" + field + "\": " + value).shaped(ADAPTER))
        .isInstanceOfSatisfying(
            EmendException.class, e -> assertThat(e.details()).containsEntry("field", field))
        .hasMessageContaining("as one has it");
  }

  @Test
  void fullFineTuningGoesOnFromNoAdapter() {
    assertThatThrownBy(() -> continued("\"fullFineTuning\": true"))
        .hasMessageContaining("fromAdapter must be left out");
  }

  /** The id of a run that a command began before is made of it. */
  @Test
  void aSpecWithoutAnAdapterIsWrittenAsBefore() {
    assertThat(spec("").json().has("fromAdapter")).isFalse();
    assertThat(spec("").json().at("/hyperparameters/rank").asInt()).isEqualTo(8);
  }
}
