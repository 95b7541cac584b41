package io.emend.training.dpo;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.preference.TrainingSize;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Refuses a run that cannot end well, before any weight is read. Nothing is ever truncated. */
public final class DpoPreflight {
  private static final int NAMED = 5;
  private final TrainingSize size;
  private final DpoOptions options;

  public DpoPreflight(TrainingSize size, DpoOptions options) {
    this.size = size;
    this.options = options;
  }

  /**
   * Checks data and memory.
   *
   * @param available bytes that the run may take
   * @throws EmendException {@code training_data_empty}, {@code training_pair_invalid} naming pairs,
   *     {@code memory_insufficient} with the estimate
   */
  public MemoryEstimate check(DpoData data, long available) {
    if (data.train().isEmpty()) {
      throw new EmendException(ErrorCode.TRAINING_DATA_EMPTY, "the dataset has no training pair");
    }
    List<DpoExample> all =
        Stream.concat(data.train().stream(), data.evaluation().stream()).toList();
    refuse(all, "rejected response", "must not be empty", this::lacksRejected);
    String pictures = "must be as many as the pictures take";
    refuse(all, "image tokens", pictures, e -> imageTokens(e) != e.imageTokens());
    String context = "must be at most " + size.contextLength() + " with image tokens";
    refuse(all, "tokens", context, example -> example.positions() > size.contextLength());
    return memory(all, available);
  }

  private boolean lacksRejected(DpoExample example) {
    return options.loss().objective().comparesResponses()
        && example.tokens().rejected().length == 0;
  }

  private long imageTokens(DpoExample example) {
    return Arrays.stream(example.tokens().prompt()).filter(id -> id == size.imageToken()).count();
  }

  private static void refuse(
      List<DpoExample> all, String what, String rule, Predicate<DpoExample> broken) {
    List<DpoExample> bad = all.stream().filter(broken).toList();
    if (bad.isEmpty()) {
      return;
    }
    List<String> named =
        bad.stream().limit(NAMED).map(e -> e.id() + " (" + e.positions() + " tokens)").toList();
    String more = bad.size() > NAMED ? ", …" : "";
    throw new EmendException(
        ErrorCode.TRAINING_PAIR_INVALID,
        what
            + " "
            + rule
            + ", not so in "
            + bad.size()
            + " of "
            + all.size()
            + " pairs: "
            + String.join(", ", named)
            + more,
        Map.of("field", what, "rule", rule, "pairs", bad.size(), "ids", named));
  }

  private MemoryEstimate memory(List<DpoExample> all, long available) {
    Objective objective = options.loss().objective();
    long packed = most(all, example -> example.tokensFor(objective).length());
    long responses = most(all, e -> e.tokensFor(objective).length() - e.tokens().prompt().length);
    MemoryEstimate estimate = MemoryEstimate.of(size, options, packed, responses);
    if (estimate.total() > available) {
      throw new EmendException(
          ErrorCode.MEMORY_INSUFFICIENT,
          "the run needs about %s MiB (runtime %s, weights %s, optimizer %s, activations %s) and has %s"
              .formatted(
                  mebibytes(estimate.total()),
                  mebibytes(estimate.runtime()),
                  mebibytes(estimate.weights()),
                  mebibytes(estimate.optimizer()),
                  mebibytes(estimate.activations()),
                  mebibytes(available)),
          Map.of("estimate", estimate.total(), "available", available));
    }
    return estimate;
  }

  private static long most(List<DpoExample> all, ToIntFunction<DpoExample> tokens) {
    return all.stream().mapToInt(tokens).max().orElseThrow();
  }

  private static long mebibytes(long bytes) {
    return bytes >> 20;
  }
}
