package io.emend.command.option;

import io.emend.inference.SamplingRequest;
import java.util.List;
import picocli.CommandLine.Option;

/** How answers are sampled; what is not given is left to the defaults of the API. */
public final class SamplingOptions {

  @Option(
      names = "--temperature",
      description = "Sampling temperature; 0 is greedy decoding (default: 0).")
  Double temperature;

  @Option(
      names = "--top-p",
      description = "Cumulative probability of the tokens to sample from (default: 1).")
  Double topP;

  @Option(
      names = "--top-k",
      description = "Number of most likely tokens to sample from; 0 is all (default: 0).")
  Integer topK;

  @Option(
      names = "--min-p",
      description = "Minimum probability relative to the most likely token (default: 0).")
  Double minP;

  @Option(
      names = "--repetition-penalty",
      description = "Penalty on repeated tokens; 1 is off (default: 1).")
  Double repetitionPenalty;

  @Option(
      names = "--max-tokens",
      description = "Maximum number of tokens per response (default: emend.inference.max-tokens).")
  Integer maxTokens;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description = "Stop string; may be given up to four times.")
  List<String> stop;

  /** Without a seed: who samples many answers derives one for each. */
  public SamplingRequest request() {
    return new SamplingRequest(
        temperature, topP, topK, minP, repetitionPenalty, null, maxTokens, stop);
  }
}
