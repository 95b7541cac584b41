package io.emend.inference.telemetry;

import io.emend.generation.Sampling;
import io.emend.inference.chat.ModelChoice;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import jakarta.inject.Singleton;

/** A span for each generation, a child of what asked for it. */
@Singleton
public final class GenerationTraces {
  private final Tracer tracer;

  public GenerationTraces(Tracer tracer) {
    this.tracer = tracer;
  }

  /**
   * @param model the base model's name
   */
  GenerationTrace begin(String model, Sampling sampling, ModelChoice choice) {
    Span span =
        tracer
            .spanBuilder("chat " + model)
            .setSpanKind(SpanKind.INTERNAL)
            .setAttribute("gen_ai.operation.name", "chat")
            .setAttribute("gen_ai.request.model", model)
            .setAttribute("gen_ai.request.max_tokens", (long) sampling.maxTokens())
            .setAttribute("gen_ai.request.temperature", sampling.temperature())
            .startSpan();
    choice.adapter().ifPresent(adapter -> span.setAttribute("emend.adapter", adapter));
    return new GenerationTrace(span);
  }
}
