package io.emend.training.dpo;

import java.util.Map;

/**
 * Figures of one step, and the form of a line of {@code metrics.jsonl}.
 *
 * @param step steps done
 * @param values by TRL's names: {@code loss}, {@code rewards/margins}, {@code eval_loss}, …; {@code
 *     num_tokens} counts what the model read, a packed pair's prompt once
 */
public record DpoMetrics(int step, Map<String, Double> values) {}
