package io.emend.command.option;

import io.emend.inference.SamplingRequest;
import java.util.List;
import picocli.CommandLine.Option;

/** How answers are sampled; what is not given is left to the defaults of the API. */
public final class SamplingOptions {

  @Option(names = "--temperature", description = "0 is greedy. Default: 0.")
  Double temperature;

  @Option(names = "--top-p", description = "Default: 1.")
  Double topP;

  @Option(names = "--top-k", description = "0 is off. Default: 0.")
  Integer topK;

  @Option(names = "--min-p", description = "Default: 0.")
  Double minP;

  @Option(names = "--repetition-penalty", description = "1 is off. Default: 1.")
  Double repetitionPenalty;

  @Option(
      names = "--max-tokens",
      description = "Most tokens of an answer. Default: emend.inference.max-tokens.")
  Integer maxTokens;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description = "A text that ends an answer; up to four.")
  List<String> stop;

  /** Without a seed: who samples many answers derives one for each. */
  public SamplingRequest request() {
    return new SamplingRequest(
        temperature, topP, topK, minP, repetitionPenalty, null, maxTokens, stop);
  }
}
