package io.emend.training.job;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.preference.DatasetId;
import io.emend.training.dpo.DpoOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a run is to learn, from what, with which settings; the {@code request} of a training job's
 * {@code spec.json}. It has no field that it does not know, and none out of its range.
 *
 * @param dataset {@code name/version}
 * @param model reference of the model to start from
 * @param method {@code dpo}, also when left out, or {@code sft}
 */
public record TrainingSpec(
    String dataset, String model, String method, Hyperparameters hyperparameters) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public TrainingSpec {
    require(dataset != null, "dataset", "must be given", null);
    DatasetId.parse(dataset);
    boolean named = model != null && !model.isBlank() && model.chars().noneMatch(c -> c < ' ');
    require(named, "model", "must be given", model);
    TrainingMethod meant = method(method);
    method = Choice.word(meant);
    hyperparameters = hyperparameters == null ? Hyperparameters.defaults() : hyperparameters;
    hyperparameters.options(meant);
  }

  private static TrainingMethod method(String method) {
    String word = method == null ? Choice.word(TrainingMethod.DPO) : method;
    return Choice.of("method", word, List.of(TrainingMethod.values()));
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws EmendException {@code invalid_value} for a field that is unknown or out of range
   */
  public static TrainingSpec read(JsonNode json) {
    try {
      return JSON.treeToValue(json, TrainingSpec.class);
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof EmendException known) {
        throw known;
      }
      throw new EmendException(
          ErrorCode.INVALID_VALUE, "this is no training request: " + e.getOriginalMessage(), e);
    }
  }

  /** Equal to what is read from a file of it: a tree of the values themselves would not be. */
  public JsonNode json() {
    try {
      return JSON.readTree(JSON.writeValueAsBytes(this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public DatasetId datasetId() {
    return DatasetId.parse(dataset);
  }

  public DpoOptions options() {
    return hyperparameters.options(method(method));
  }
}
