package io.emend.training.job;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.adapter.LoraOptions;
import io.emend.preference.DatasetId;
import io.emend.training.dpo.DpoOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * What a run is to learn, from what, with which settings; the {@code request} of a training job's
 * {@code spec.json}. It has no field that it does not know, and none out of its range.
 *
 * @param dataset {@code name/version}
 * @param model reference of the model to start from
 * @param method {@code dpo}, also when left out, or {@code sft}
 * @param fromAdapter id of the registered adapter that training goes on from, null for a new one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingSpec(
    String dataset,
    String model,
    String method,
    Hyperparameters hyperparameters,
    String fromAdapter) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public TrainingSpec {
    require(dataset != null, "dataset", "must be given", null);
    DatasetId.parse(dataset);
    boolean named = model != null && !model.isBlank() && model.chars().noneMatch(c -> c < ' ');
    require(named, "model", "must be given", model);
    TrainingMethod meant = method(method);
    method = Choice.word(meant);
    hyperparameters = hyperparameters == null ? Hyperparameters.defaults() : hyperparameters;
    boolean adapts = fromAdapter == null || !hyperparameters.fullFineTuning();
    require(adapts, "fromAdapter", "must be left out with fullFineTuning", fromAdapter);
    if (fromAdapter == null) {
      hyperparameters = hyperparameters.shaped(LoraOptions.DEFAULT);
    }
    hyperparameters.options(meant);
  }

  /**
   * What a caller asks for.
   *
   * @param hyperparameters null for all defaults
   * @throws EmendException {@code invalid_value}, also of a setting that would have no effect
   */
  public static TrainingSpec requested(
      String dataset,
      String model,
      String method,
      Hyperparameters hyperparameters,
      String fromAdapter) {
    TrainingSpec spec = new TrainingSpec(dataset, model, method, hyperparameters, fromAdapter);
    if (hyperparameters != null) {
      hyperparameters.refuseUnused(method(method));
    }
    return spec;
  }

  /** A training that begins with the model alone. */
  public TrainingSpec(
      String dataset, String model, String method, Hyperparameters hyperparameters) {
    this(dataset, model, method, hyperparameters, null);
  }

  /**
   * The same with the shape of the adapter that it goes on from: its rank, alpha and modules.
   *
   * @throws EmendException {@code invalid_value} where another was asked for
   */
  public TrainingSpec shaped(LoraOptions adapter) {
    Hyperparameters shaped = hyperparameters.shaped(adapter);
    String as = ", as " + fromAdapter + " has it";
    require(
        shaped.rank() == adapter.rank(), "rank", "must be " + adapter.rank() + as, shaped.rank());
    require(
        shaped.alpha() == adapter.alpha(),
        "alpha",
        "must be " + adapter.alpha() + as,
        shaped.alpha());
    require(
        Set.copyOf(shaped.targetModules()).equals(Set.copyOf(adapter.modules())),
        "targetModules",
        "must be " + adapter.modules() + as,
        shaped.targetModules());
    return new TrainingSpec(dataset, model, method, shaped, fromAdapter);
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
