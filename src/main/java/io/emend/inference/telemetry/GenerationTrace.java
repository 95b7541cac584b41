package io.emend.inference.telemetry;

import io.emend.error.ErrorCode;
import io.emend.inference.chat.ChatResult;
import io.emend.inference.chat.Usage;
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

  void complete(ChatResult result) {
    Duration waited = result.timings().queued();
    span.addEvent("prefill", queued.plus(waited));
    span.addEvent("decode", queued.plus(waited).plus(result.timings().prefill()));
    span.setAttribute(
        FINISH_REASONS, List.of(result.finishReason().name().toLowerCase(Locale.ROOT)));
    Usage usage = result.usage();
    span.setAttribute("gen_ai.usage.input_tokens", usage.promptTokens());
    span.setAttribute("gen_ai.usage.output_tokens", usage.completionTokens());
    if (usage.cachedTokens() != null) {
      span.setAttribute("gen_ai.usage.cache_read.input_tokens", usage.cachedTokens());
    }
    span.end();
  }

  void fail(Throwable failure) {
    end(ErrorCode.of(failure), failure.getMessage());
  }

  /** Who asked has gone, if not with the whole answer. */
  void cancel() {
    if (!span.isRecording()) {
      return;
    }
    end(ErrorCode.CANCELLED, ErrorCode.CANCELLED.title());
  }

  private void end(ErrorCode code, String message) {
    span.setAttribute("error.type", code.code());
    span.setStatus(StatusCode.ERROR, message == null ? code.title() : message);
    span.end();
  }
}
