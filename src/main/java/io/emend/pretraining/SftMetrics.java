package io.emend.pretraining;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * Figures of a stretch of steps, under TRL's names.
 *
 * @param step steps done
 * @param loss mean over the stretch
 * @param evalLoss on the validation split by kind of example, empty between evaluations
 * @param numTokens tokens read since the run began
 * @param seconds of training since the run began, all its processes together
 */
public record SftMetrics(
    int step,
    double loss,
    @JsonProperty("eval_loss") Map<String, Double> evalLoss,
    @JsonProperty("learning_rate") double learningRate,
    @JsonProperty("grad_norm") double gradNorm,
    @JsonProperty("num_tokens") long numTokens,
    double seconds) {}
