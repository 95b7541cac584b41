package io.emend.engine;

/** A moment's figures, for metrics; counters grow from the engine's start. */
public record EngineStats(
    int running,
    int waiting,
    double cacheUsage,
    long promptTokens,
    long cachedPromptTokens,
    long generatedTokens,
    long finishedStop,
    long finishedLength,
    long failed) {}
