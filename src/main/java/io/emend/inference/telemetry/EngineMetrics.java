package io.emend.inference.telemetry;

import io.emend.generation.EngineStats;
import io.emend.inference.chat.ModelLifecycle;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** The engine's figures under the names that vLLM gives them, once the model's name is known. */
@Singleton
final class EngineMetrics {
  static final String MODEL_NAME = "model_name";

  private final ModelLifecycle model;
  private final MeterRegistry registry;
  private final GenerationTimes times;

  EngineMetrics(ModelLifecycle model, MeterRegistry registry, GenerationTimes times) {
    this.model = model;
    this.registry = registry;
    this.times = times;
  }

  void register(@Observes StartupEvent event) {
    model
        .name()
        .ifPresentOrElse(
            this::register,
            () ->
                model
                    .untilReady()
                    .subscribe()
                    .with(ready -> model.name().ifPresent(this::register)));
  }

  private void register(String name) {
    times.show(name);
    gauge(name, "vllm:num_requests_running", EngineStats::running);
    gauge(name, "vllm:num_requests_waiting", EngineStats::waiting);
    gauge(name, "vllm:kv_cache_usage_perc", EngineStats::cacheUsage);
    counter(name, "vllm:prompt_tokens", EngineStats::promptTokens);
    counter(name, "vllm:prefix_cache_queries", EngineStats::promptTokens);
    counter(name, "vllm:prefix_cache_hits", EngineStats::cachedPromptTokens);
    counter(name, "vllm:generation_tokens", EngineStats::generatedTokens);
    finished(name, "stop", EngineStats::finishedStop);
    finished(name, "length", EngineStats::finishedLength);
    finished(name, "abort", EngineStats::failed);
  }

  private void gauge(String model, String name, ToDoubleFunction<EngineStats> figure) {
    Gauge.builder(name, this, self -> figure.applyAsDouble(self.model.stats()))
        .tag(MODEL_NAME, model)
        .register(registry);
  }

  /** Micrometer, as vLLM's client, adds {@code _total}. */
  private void counter(String model, String name, ToDoubleFunction<EngineStats> figure) {
    FunctionCounter.builder(name, this, self -> figure.applyAsDouble(self.model.stats()))
        .tag(MODEL_NAME, model)
        .register(registry);
  }

  private void finished(String model, String reason, ToDoubleFunction<EngineStats> figure) {
    FunctionCounter.builder(
            "vllm:request_success", this, self -> figure.applyAsDouble(self.model.stats()))
        .tag(MODEL_NAME, model)
        .tag("finished_reason", reason)
        .register(registry);
  }
}
