package io.emend.inference.embedded;

import io.emend.engine.EngineStats;
import io.emend.inference.InferenceConfig;
import io.emend.inference.checkpoint.ModelReference;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** The engine's figures under the names that vLLM gives them. */
@Singleton
final class EngineMetrics {
  static final String MODEL_NAME = "model_name";

  private final ServingModel model;
  private final MeterRegistry registry;
  private final String modelName;

  EngineMetrics(ServingModel model, MeterRegistry registry, InferenceConfig config) {
    this.model = model;
    this.registry = registry;
    this.modelName = new ModelReference(config.model()).id();
  }

  void register(@Observes StartupEvent event) {
    gauge("vllm:num_requests_running", EngineStats::running);
    gauge("vllm:num_requests_waiting", EngineStats::waiting);
    gauge("vllm:kv_cache_usage_perc", EngineStats::cacheUsage);
    counter("vllm:prompt_tokens", EngineStats::promptTokens);
    counter("vllm:prefix_cache_queries", EngineStats::promptTokens);
    counter("vllm:prefix_cache_hits", EngineStats::cachedPromptTokens);
    counter("vllm:generation_tokens", EngineStats::generatedTokens);
    finished("stop", EngineStats::finishedStop);
    finished("length", EngineStats::finishedLength);
    finished("abort", EngineStats::failed);
  }

  private void gauge(String name, ToDoubleFunction<EngineStats> figure) {
    Gauge.builder(name, this, self -> figure.applyAsDouble(self.model.stats()))
        .tag(MODEL_NAME, modelName)
        .register(registry);
  }

  /** Micrometer, as vLLM's client, adds {@code _total}. */
  private void counter(String name, ToDoubleFunction<EngineStats> figure) {
    FunctionCounter.builder(name, this, self -> figure.applyAsDouble(self.model.stats()))
        .tag(MODEL_NAME, modelName)
        .register(registry);
  }

  private void finished(String reason, ToDoubleFunction<EngineStats> figure) {
    FunctionCounter.builder(
            "vllm:request_success", this, self -> figure.applyAsDouble(self.model.stats()))
        .tag(MODEL_NAME, modelName)
        .tag("finished_reason", reason)
        .register(registry);
  }
}
