package io.emend.engine;

import io.emend.generation.EngineStats;
import io.emend.generation.FinishReason;
import java.util.function.LongSupplier;

/** Counts what the engine's thread does, for any thread to read. */
final class EngineCounters {
  private static final double SMOOTHING = 0.1;

  private final LongSupplier clock;
  private int running;
  private double cacheUsage;
  private long promptTokens;
  private long cachedTokens;
  private long generatedTokens;
  private long finishedStop;
  private long finishedLength;
  private long failed;
  private double secondsPerRequest = 1;
  private long lastFinishedAt;

  EngineCounters() {
    this(System::nanoTime);
  }

  /**
   * @param clock as {@link System#nanoTime}
   */
  EngineCounters(LongSupplier clock) {
    this.clock = clock;
    this.lastFinishedAt = clock.getAsLong();
  }

  synchronized void observe(int nowRunning, double usage) {
    running = nowRunning;
    cacheUsage = usage;
  }

  synchronized void prompt(int tokens, int cached) {
    promptTokens += tokens;
    cachedTokens += cached;
  }

  synchronized void generated() {
    generatedTokens++;
  }

  /**
   * @param startedAt {@link System#nanoTime} when the request left the queue: idle time before it
   *     says nothing of the pace
   */
  synchronized void finished(FinishReason reason, long startedAt) {
    switch (reason) {
      case STOP -> finishedStop++;
      case LENGTH -> finishedLength++;
    }
    long now = clock.getAsLong();
    double since = Math.min(now - lastFinishedAt, now - startedAt) / 1e9;
    lastFinishedAt = now;
    secondsPerRequest += SMOOTHING * (since - secondsPerRequest);
  }

  synchronized void failed() {
    failed++;
  }

  /** How long until the queue has probably moved, from the pace of the last requests. */
  synchronized long retryAfterSeconds(int waiting) {
    return Math.max(1, Math.round(secondsPerRequest * waiting));
  }

  synchronized EngineStats stats(int waiting) {
    return new EngineStats(
        running,
        waiting,
        cacheUsage,
        promptTokens,
        cachedTokens,
        generatedTokens,
        finishedStop,
        finishedLength,
        failed);
  }
}
