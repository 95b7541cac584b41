package io.emend.engine;

import io.emend.engine.cache.SequenceKeys;
import io.emend.engine.cache.Slot;
import io.emend.engine.sampling.Logprobs;
import io.emend.engine.sampling.Sampler;
import io.emend.engine.sampling.StopMatcher;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.generation.FinishReason;
import io.emend.generation.Timings;
import io.emend.generation.TokenLogprob;
import io.emend.model.Processor;
import io.emend.model.TokenStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One request on its way: what it has read, what it has written. Only the engine's thread may use
 * it, but {@link #cancel} and {@link #end} may be called from any.
 */
final class Generation {
  private static final System.Logger LOG = System.getLogger(Generation.class.getName());

  private final GenerationRequest request;
  private final GenerationListener listener;
  private final SequenceKeys sequence;
  private final Sampler sampler;
  private final Logprobs logprobs;
  private final TokenStream stream;
  private final StopMatcher stops;
  private final int maxTokens;
  private final long queuedAt = System.nanoTime();

  private final Set<Integer> seen = new HashSet<>();
  private final List<TokenLogprob> chosen = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int[] tokens = new int[64];
  private int count;
  private Slot slot;
  private int cachedTokens;
  private long startedAt;
  private long firstTokenAt;
  private volatile boolean cancelled;

  Generation(
      GenerationRequest request,
      GenerationListener listener,
      SequenceKeys sequence,
      Processor processor,
      int maxTokens) {
    this.request = request;
    this.listener = listener;
    this.sequence = sequence;
    this.sampler = new Sampler(request.sampling());
    this.logprobs = new Logprobs(processor);
    this.stream = processor.stream();
    this.stops = new StopMatcher(request.sampling().stop());
    this.maxTokens = maxTokens;
    Arrays.stream(request.prompt().tokens()).forEach(seen::add);
  }

  SequenceKeys sequence() {
    return sequence;
  }

  Optional<String> adapter() {
    return request.adapter();
  }

  Slot slot() {
    return slot;
  }

  /** {@link System#nanoTime} when it left the queue. */
  long startedAt() {
    return startedAt;
  }

  int cachedTokens() {
    return cachedTokens;
  }

  void cancel() {
    cancelled = true;
  }

  /** Why nobody waits for the response any more. */
  Optional<EmendException> end(Instant now) {
    if (cancelled) {
      return Optional.of(new EmendException(ErrorCode.CANCELLED, "the request was cancelled"));
    }
    if (now.isAfter(request.deadline())) {
      String detail = "the deadline passed after " + count + " tokens";
      return Optional.of(new EmendException(ErrorCode.DEADLINE_EXCEEDED, detail));
    }
    return Optional.empty();
  }

  /** What the slot holds, if there is one, is unknown. */
  void forget() {
    if (slot != null) {
      slot.forget();
    }
  }

  void start(Slot given) {
    slot = given;
    cachedTokens = given.length();
    startedAt = System.nanoTime();
  }

  /** Whether the whole prompt has been read. */
  boolean decoding() {
    return count > 0;
  }

  int lastToken() {
    return tokens[count - 1];
  }

  /** Where {@link #lastToken} stands for the rotary embedding: written tokens follow the prompt. */
  int position() {
    return sequence.prompt().positions().next() + count - 1;
  }

  /** Takes the logits that follow what was read; tells why the response has ended, if it has. */
  Optional<FinishReason> accept(float[] logits, Set<Integer> endTokens) {
    int token = sampler.next(logits, seen);
    if (count == 0) {
      firstTokenAt = System.nanoTime();
    }
    append(token);
    if (endTokens.contains(token)) {
      return Optional.of(FinishReason.STOP);
    }
    if (request.sampling().logprobs() >= 0) {
      chosen.add(logprobs.of(logits, token, request.sampling().logprobs()));
    }
    show(stops.add(stream.add(token)));
    if (stops.stopped()) {
      return Optional.of(FinishReason.STOP);
    }
    return count == maxTokens ? Optional.of(FinishReason.LENGTH) : Optional.empty();
  }

  private void append(int token) {
    if (count == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * count);
    }
    tokens[count++] = token;
    seen.add(token);
  }

  private void show(String piece) {
    if (!piece.isEmpty()) {
      text.append(piece);
      tell(() -> listener.onText(piece));
    }
  }

  void complete(FinishReason reason) {
    if (!stops.stopped()) {
      show(stops.add(stream.flush()));
      show(stops.flush());
    }
    long now = System.nanoTime();
    GenerationResult result =
        new GenerationResult(
            text.toString(),
            Arrays.copyOf(tokens, count),
            reason,
            sequence.length(),
            cachedTokens,
            List.copyOf(chosen),
            new Timings(
                Duration.ofNanos(startedAt - queuedAt),
                Duration.ofNanos(firstTokenAt - startedAt),
                Duration.ofNanos(now - firstTokenAt)));
    tell(() -> listener.onComplete(result));
  }

  void fail(EmendException error) {
    tell(() -> listener.onError(error));
  }

  /** A listener that throws must not take the engine's thread with it. */
  private static void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "a listener failed", e);
    }
  }
}
