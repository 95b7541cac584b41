package io.emend.training.dpo;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Map;

/**
 * BatchMetrics of one step, and the form of a line of {@code metrics.jsonl}, where the values stand
 * beside the step as TRL logs them.
 *
 * @param step steps done
 * @param total steps of the whole run
 * @param values by TRL's names: {@code loss}, {@code rewards/margins}, {@code eval_loss}, …; {@code
 *     num_tokens} counts what the model read, a packed pair's prompt once
 */
public record DpoMetrics(int step, int total, @JsonAnyGetter Map<String, Double> values) {}
