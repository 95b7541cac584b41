package io.emend.inference.embedded;

import io.emend.engine.GenerationResult;
import io.emend.inference.InferenceConfig;
import io.emend.inference.checkpoint.ModelReference;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.LongStream;

/** Histograms of what the engine says of its time, under vLLM's names. */
@Singleton
final class GenerationTimes {
  /** From 1 ms to 100 s in steps of 1, 2, 5: a tiny model's tokens, a large one's answers. */
  private static final Duration[] BOUNDS =
      LongStream.of(1, 10, 100, 1_000, 10_000)
          .flatMap(decade -> LongStream.of(decade, 2 * decade, 5 * decade))
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final Timer firstToken;
  private final Timer perToken;
  private final Timer whole;

  GenerationTimes(MeterRegistry registry, InferenceConfig config) {
    String model = new ModelReference(config.model()).id();
    this.firstToken = timer(registry, model, "vllm:time_to_first_token");
    this.perToken = timer(registry, model, "vllm:request_time_per_output_token");
    this.whole = timer(registry, model, "vllm:e2e_request_latency");
  }

  /** Micrometer adds {@code _seconds}. */
  private static Timer timer(MeterRegistry registry, String model, String name) {
    return Timer.builder(name)
        .tag(EngineMetrics.MODEL_NAME, model)
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }

  void record(GenerationResult result) {
    Duration untilFirst = result.timings().queued().plus(result.timings().prefill());
    firstToken.record(untilFirst);
    whole.record(untilFirst.plus(result.timings().decode()));
    int steps = result.tokens().length - 1;
    if (steps > 0) {
      perToken.record(result.timings().decode().dividedBy(steps));
    }
  }
}
