package io.emend.inference.telemetry;

import io.emend.generation.Timings;
import io.emend.inference.chat.ChatResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** Histograms of where the time of answers went, under vLLM's names. */
@Singleton
public final class GenerationTimes {
  /** From 1 ms to 100 s in steps of 1, 2, 5: a tiny model's tokens, a large one's answers. */
  private static final Duration[] BOUNDS =
      LongStream.of(1, 10, 100, 1_000, 10_000)
          .flatMap(decade -> LongStream.of(decade, 2 * decade, 5 * decade))
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Map<String, Timers> byModel = new ConcurrentHashMap<>();

  /** Those of a model. */
  private record Timers(Timer firstToken, Timer perToken, Timer whole) {}

  public GenerationTimes(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shown from then on, also before anything is answered. */
  void show(String model) {
    of(model);
  }

  void record(String model, ChatResult result) {
    Timers timers = of(model);
    Timings timings = result.timings();
    Duration untilFirst = timings.queued().plus(timings.prefill());
    timers.firstToken().record(untilFirst);
    timers.whole().record(untilFirst.plus(timings.decode()));
    int steps = result.usage().completionTokens() - 1;
    if (steps > 0) {
      timers.perToken().record(timings.decode().dividedBy(steps));
    }
  }

  private Timers of(String model) {
    return byModel.computeIfAbsent(
        model,
        name ->
            new Timers(
                timer(name, "vllm:time_to_first_token"),
                timer(name, "vllm:request_time_per_output_token"),
                timer(name, "vllm:e2e_request_latency")));
  }

  /** Micrometer adds {@code _seconds}. */
  private Timer timer(String model, String name) {
    return Timer.builder(name)
        .tag(EngineMetrics.MODEL_NAME, model)
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }
}
