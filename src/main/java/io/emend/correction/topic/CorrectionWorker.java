package io.emend.correction.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.correction.CorrectionRecords;
import io.emend.correction.CorrectionService;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.LogSubject;
import io.emend.inference.chat.AnswerRetry;
import io.emend.messaging.Channels;
import io.emend.messaging.Event;
import io.emend.messaging.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.TracingMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.logging.Logger;

/**
 * The correction function behind the topic. A request is done when its result is sent, so that a
 * process that dies leaves it to another one.
 */
@ApplicationScoped
public class CorrectionWorker {
  private static final Logger LOG = Logger.getLogger(CorrectionWorker.class);

  /** Tries that failed, by the code of the error; most are tried again. */
  private static final String FAILED_TRIES = "emend.corrections.failed.tries";

  /** Requests that could not be read. */
  public static final String DEAD = "emend.corrections.dead";

  /** Of what may pass, and does not for a request that is too slow or breaks an engine. */
  private static final int MORE_TRIES = 2;

  /** Errors after which a later try may do better. */
  private static final Set<ErrorCode> PASSING =
      Set.of(
          ErrorCode.QUEUE_FULL,
          ErrorCode.MODEL_NOT_READY,
          ErrorCode.ENGINE_UNREACHABLE,
          ErrorCode.STORE_FAILED,
          ErrorCode.CANCELLED);

  private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_TROUBLE = Duration.ofMinutes(5);

  private final CorrectionService corrections;
  private final CorrectionRecords records;
  private final CorrectionIntake intake;
  private final ObjectMapper json;
  private final MeterRegistry meters;
  private final Tracer tracer;

  CorrectionWorker(
      CorrectionService corrections,
      CorrectionRecords records,
      CorrectionIntake intake,
      ObjectMapper json,
      MeterRegistry meters,
      Tracer tracer) {
    this.corrections = corrections;
    this.records = records;
    this.intake = intake;
    this.json = json;
    this.meters = meters;
    this.tracer = tracer;
  }

  /** Results in the order in which they are ready. */
  @Incoming(Channels.REQUESTS_IN)
  @Outgoing(Channels.RESULTS_OUT)
  public Multi<Message<String>> answer(Multi<Message<String>> requests) {
    return intake.through(requests, this::answered);
  }

  private Uni<Message<String>> answered(Message<String> message) {
    CorrectionRequested requested;
    try {
      requested = json.readValue(message.getPayload(), CorrectionRequested.class);
    } catch (JsonProcessingException e) {
      return putAside(message, e);
    }
    Span span = span(message, requested.id());
    try (Scope scope = span.makeCurrent()) {
      return completed(requested)
          .map(result -> Event.of(Topic.CORRECTIONS_COMPLETED, result.id(), result, json))
          .map(event -> event.answering(message))
          .onTermination()
          .invoke(span::end);
    }
  }

  private Span span(Message<String> message, String id) {
    return tracer
        .spanBuilder("correct")
        .setParent(
            TracingMetadata.fromMessage(message)
                .map(TracingMetadata::getCurrentContext)
                .orElse(Context.root()))
        .setAttribute("emend.correction.id", id)
        .startSpan();
  }

  /** Nobody can answer it: the broker keeps it with the reason, in a topic of its own. */
  private Uni<Message<String>> putAside(Message<String> message, Exception reason) {
    meters.counter(DEAD).increment();
    LOG.errorf("a request cannot be read: %s", reason.getMessage());
    return Uni.createFrom()
        .completionStage(() -> message.nack(reason))
        .replaceWith((Message<String>) null);
  }

  private Uni<CorrectionCompleted> completed(CorrectionRequested requested) {
    return Uni.createFrom()
        .deferred(() -> intake.whenReady(() -> once(requested)))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .onFailure()
        .invoke(e -> meters.counter(FAILED_TRIES, "code", ErrorCode.of(e).code()).increment())
        .onFailure(AnswerRetry::mayPass)
        .retry()
        .atMost(MORE_TRIES)
        .onFailure(e -> PASSING.contains(ErrorCode.of(e)))
        .retry()
        .withBackOff(SHORTEST_WAIT, LONGEST_WAIT)
        .expireIn(LONGEST_TROUBLE.toMillis())
        .onFailure()
        .recoverWithItem(
            e -> LogSubject.CORRECTION.about(requested.id(), () -> failed(requested.id(), e)))
        .map(result -> requested.keep() ? records.keep(result) : result);
  }

  /** Who asks is told what can be told; an error that should not be has its cause in the log. */
  private static CorrectionCompleted failed(String id, Throwable reason) {
    if (reason instanceof EmendException known) {
      LOG.warnf("correction %s failed: %s", id, known.getMessage());
      return CorrectionCompleted.failed(id, known);
    }
    LOG.errorf(reason, "correction %s failed", id);
    return CorrectionCompleted.failed(
        id,
        new EmendException(
            ErrorCode.INTERNAL, "something went wrong, the log has the cause", reason));
  }

  /** A request that comes again gets the result that it had. */
  private Uni<CorrectionCompleted> once(CorrectionRequested requested) {
    return Optional.of(requested)
        .filter(CorrectionRequested::keep)
        .flatMap(kept -> records.find(kept.id()))
        .map(known -> Uni.createFrom().item(known))
        .orElseGet(() -> corrections.complete(requested));
  }
}
