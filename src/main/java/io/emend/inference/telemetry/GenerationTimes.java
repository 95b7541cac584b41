package io.emend.inference.telemetry;

import io.emend.generation.Timings;
import io.emend.inference.chat.ChatResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
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

  public GenerationTimes(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shown from then on, also before anything is answered. */
  void show(String model) {
    firstToken(model);
    perToken(model);
    whole(model);
  }

  void record(String model, ChatResult result) {
    Timings timings = result.timings();
    Duration untilFirst = timings.queued().plus(timings.prefill());
    firstToken(model).record(untilFirst);
    whole(model).record(untilFirst.plus(timings.decode()));
    int steps = result.usage().completionTokens() - 1;
    if (steps > 0) {
      perToken(model).record(timings.decode().dividedBy(steps));
    }
  }

  private Timer firstToken(String model) {
    return timer(model, "vllm:time_to_first_token");
  }

  private Timer perToken(String model) {
    return timer(model, "vllm:request_time_per_output_token");
  }

  private Timer whole(String model) {
    return timer(model, "vllm:e2e_request_latency");
  }

  /** The one of that name; Micrometer adds {@code _seconds}. */
  private Timer timer(String model, String name) {
    return Timer.builder(name)
        .tag(EngineMetrics.MODEL_NAME, model)
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }
}
