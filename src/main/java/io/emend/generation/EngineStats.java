package io.emend.generation;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A moment's figures of an engine, for metrics; counters grow from the engine's start.
 *
 * @param cacheUsage share of the cache's positions in use, 0 to 1; NaN where the engine does not
 *     tell
 */
public record EngineStats(
    int running,
    int waiting,
    double cacheUsage,
    long promptTokens,
    long cachedPromptTokens,
    long generatedTokens,
    long finishedStop,
    long finishedLength,
    long failed) {
  /** Before anything happened. */
  public static final EngineStats NONE = new EngineStats(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Those of engines with caches of equal size, as of one. */
  public static EngineStats together(List<EngineStats> each) {
    return new EngineStats(
        (int) sum(each, EngineStats::running),
        (int) sum(each, EngineStats::waiting),
        each.stream().mapToDouble(EngineStats::cacheUsage).average().orElse(0),
        sum(each, EngineStats::promptTokens),
        sum(each, EngineStats::cachedPromptTokens),
        sum(each, EngineStats::generatedTokens),
        sum(each, EngineStats::finishedStop),
        sum(each, EngineStats::finishedLength),
        sum(each, EngineStats::failed));
  }

  /** What was counted after an earlier moment of the same engine. */
  public EngineStats since(EngineStats earlier) {
    return new EngineStats(
        running,
        waiting,
        cacheUsage,
        promptTokens - earlier.promptTokens,
        cachedPromptTokens - earlier.cachedPromptTokens,
        generatedTokens - earlier.generatedTokens,
        finishedStop - earlier.finishedStop,
        finishedLength - earlier.finishedLength,
        failed - earlier.failed);
  }

  private static long sum(List<EngineStats> each, ToLongFunction<EngineStats> figure) {
    return each.stream().mapToLong(figure).sum();
  }
}
