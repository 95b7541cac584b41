package io.emend.inference.embedded;

import io.emend.engine.GenerationResult;
import io.emend.error.EmendException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What a trace tells of one generation, by OpenTelemetry's conventions for generative AI; when it
 * left the queue and when the prompt had been read are events.
 */
final class GenerationTrace {
  private static final AttributeKey<List<String>> FINISH_REASONS =
      AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");

  private final Span span;
  private final Instant queued = Instant.now();

  GenerationTrace(Span span) {
    this.span = span;
  }

  void complete(GenerationResult result) {
    Duration waited = result.timings().queued();
    span.addEvent("prefill", queued.plus(waited));
    span.addEvent("decode", queued.plus(waited).plus(result.timings().prefill()));
    span.setAttribute(
        FINISH_REASONS, List.of(result.finishReason().name().toLowerCase(Locale.ROOT)));
    span.setAttribute("gen_ai.usage.input_tokens", result.promptTokens());
    span.setAttribute("gen_ai.usage.output_tokens", result.tokens().length);
    span.setAttribute("gen_ai.usage.cache_read.input_tokens", result.cachedTokens());
    span.end();
  }

  void fail(EmendException error) {
    span.setAttribute("error.type", error.code().code());
    span.setStatus(StatusCode.ERROR, error.getMessage());
    span.end();
  }
}
