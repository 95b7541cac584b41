package io.emend.inference.embedded;

import io.emend.engine.GenerationRequest;
import io.emend.inference.InferenceConfig;
import io.emend.inference.checkpoint.ModelReference;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import jakarta.inject.Singleton;

/** A span for each generation, a child of what asked for it. */
@Singleton
final class GenerationTraces {
  private final Tracer tracer;
  private final String modelName;

  GenerationTraces(Tracer tracer, InferenceConfig config) {
    this.tracer = tracer;
    this.modelName = new ModelReference(config.model()).id();
  }

  GenerationTrace begin(GenerationRequest request) {
    Span span =
        tracer
            .spanBuilder("chat " + modelName)
            .setSpanKind(SpanKind.INTERNAL)
            .setAttribute("gen_ai.operation.name", "chat")
            .setAttribute("gen_ai.request.model", modelName)
            .setAttribute("gen_ai.request.max_tokens", (long) request.sampling().maxTokens())
            .setAttribute("gen_ai.request.temperature", request.sampling().temperature())
            .startSpan();
    request.adapter().ifPresent(adapter -> span.setAttribute("emend.adapter", adapter));
    return new GenerationTrace(span);
  }
}
