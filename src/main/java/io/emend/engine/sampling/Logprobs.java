package io.emend.engine.sampling;

import io.emend.generation.TokenLogprob;
import io.emend.model.Processor;
import java.util.ArrayList;
import java.util.List;

/** Log-probabilities under the model itself, before temperature and filters, as OpenAI's are. */
public final class Logprobs {
  private final Processor processor;

  public Logprobs(Processor processor) {
    this.processor = processor;
  }

  public TokenLogprob of(float[] logits, int chosen, int alternatives) {
    double total = logSumExp(logits);
    List<TokenLogprob> top = new ArrayList<>();
    boolean[] taken = new boolean[logits.length];
    for (int n = 0; n < Math.min(alternatives, logits.length); n++) {
      int best = -1;
      for (int i = 0; i < logits.length; i++) {
        if (!taken[i] && (best < 0 || logits[i] > logits[best])) {
          best = i;
        }
      }
      taken[best] = true;
      top.add(entry(best, logits[best] - total, List.of()));
    }
    return entry(chosen, logits[chosen] - total, top);
  }

  private TokenLogprob entry(int token, double logprob, List<TokenLogprob> top) {
    return new TokenLogprob(token, processor.decode(new int[] {token}), logprob, top);
  }

  private static double logSumExp(float[] logits) {
    double best = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      best = Math.max(best, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - best);
    }
    return best + Math.log(sum);
  }
}
