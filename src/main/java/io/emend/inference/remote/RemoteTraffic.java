package io.emend.inference.remote;

import io.emend.generation.EngineStats;
import io.emend.generation.FinishReason;
import io.emend.inference.InferenceConfig;
import io.emend.inference.chat.ChatResult;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** What is under way between here and the server, and what came of it. */
@Singleton
public class RemoteTraffic {
  private final RequestSlots slots;
  private final LongAdder promptTokens = new LongAdder();
  private final LongAdder cachedTokens = new LongAdder();
  private final LongAdder generatedTokens = new LongAdder();
  private final LongAdder stopped = new LongAdder();
  private final LongAdder cut = new LongAdder();
  private final LongAdder failed = new LongAdder();

  public RemoteTraffic(InferenceConfig config, RemoteConfig remote) {
    this.slots = new RequestSlots(remote.concurrency(), config.queueCapacity());
  }

  RequestSlots slots() {
    return slots;
  }

  void answered(ChatResult result) {
    promptTokens.add(result.usage().promptTokens());
    Integer cached = result.usage().cachedTokens();
    cachedTokens.add(cached == null ? 0 : cached);
    generatedTokens.add(result.usage().completionTokens());
    (result.finishReason() == FinishReason.STOP ? stopped : cut).increment();
  }

  void failed() {
    failed.increment();
  }

  /** The server's own cache is not seen from here. */
  EngineStats stats() {
    return new EngineStats(
        slots.running(),
        slots.waiting(),
        Double.NaN,
        promptTokens.sum(),
        cachedTokens.sum(),
        generatedTokens.sum(),
        stopped.sum(),
        cut.sum(),
        failed.sum());
  }
}
