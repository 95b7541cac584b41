package io.emend.operation.evaluation;

import static io.emend.error.EmendException.require;

import io.emend.evaluation.EvaluationMode;
import java.util.List;
import java.util.Objects;

/**
 * What an evaluation is to do; never changes.
 *
 * @param models one, or two to compare: the second with the first
 * @param source a labelled source's name, its seed included
 * @param modes {@code corrected} makes first turns too
 * @param limit most samples, those not counted that a model was trained on
 */
public record EvaluationSpec(
    List<String> models, String source, List<EvaluationMode> modes, int limit) {
  private static final int DEFAULT_LIMIT = 1000;

  public EvaluationSpec {
    require(whole(models), "models", "must be given", models);
    require(models.size() == 1 || models.size() == 2, "models", "must be one or two", models);
    require(models.stream().distinct().count() == models.size(), "models", "must differ", models);
    require(source != null && !source.isBlank(), "source", "must be given", source);
    modes = modes == null ? List.of(EvaluationMode.values()) : modes;
    require(whole(modes) && !modes.isEmpty(), "modes", "must not be empty", modes);
    require(limit > 0, "limit", "must be at least 1", limit);
    models = List.copyOf(models);
    modes = List.copyOf(modes);
  }

  private static boolean whole(List<?> list) {
    return list != null && list.stream().allMatch(Objects::nonNull);
  }

  /**
   * What a request asks for.
   *
   * @param limit null for 1000
   * @param seed of a scene source that names none, null to leave it at that
   */
  public static EvaluationSpec of(
      List<String> models, String source, List<EvaluationMode> modes, Integer limit, Long seed) {
    String seeded = seed == null ? source : seeded(source, seed);
    return new EvaluationSpec(
        models, seeded, modes, Objects.requireNonNullElse(limit, DEFAULT_LIMIT));
  }

  /** Answers are greedy and files are read in order: only scenes are drawn. */
  private static String seeded(String source, long seed) {
    boolean drawn = source != null && source.startsWith("scenes:") && !source.contains("?");
    require(drawn, "seed", "must go with a scenes: source without a seed of its own", seed);
    return source + "?seed=" + seed;
  }

  EvaluationSpec withModels(List<String> named) {
    return new EvaluationSpec(named, source, modes, limit);
  }

  EvaluationMode mode() {
    return modes.contains(EvaluationMode.CORRECTED)
        ? EvaluationMode.CORRECTED
        : EvaluationMode.DIRECT;
  }
}
