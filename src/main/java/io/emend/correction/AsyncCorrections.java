package io.emend.correction;

import io.emend.correction.topic.CorrectionRequested;
import io.emend.correction.topic.CorrectionTopic;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.messaging.Broker;
import io.emend.storage.StoreRetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Corrections that are asked for now and fetched later. */
@Singleton
class AsyncCorrections {
  private static final Logger LOG = Logger.getLogger(AsyncCorrections.class);
  private static final Duration SEND_PATIENCE = Duration.ofSeconds(10);
  private static final Duration STORE_PAUSE = Duration.ofSeconds(2);

  private final CorrectionService corrections;
  private final CorrectionRecords records;
  private final CorrectionTopic topic;
  private final Broker broker;
  private final StoreRetry retry = new StoreRetry(STORE_PAUSE);

  AsyncCorrections(
      CorrectionService corrections,
      CorrectionRecords records,
      CorrectionTopic topic,
      Broker broker) {
    this.corrections = corrections;
    this.records = records;
    this.topic = topic;
    this.broker = broker;
  }

  /** A broker keeps what was sent; the memory of a process that ended did not. */
  void start(@Observes StartupEvent event) {
    if (broker.isReplacedByMemory()) {
      Infrastructure.getDefaultWorkerPool()
          .execute(() -> retry.call(records::taken).forEach(this::sendAgain));
    }
  }

  void stop(@Observes ShutdownEvent event) {
    retry.end();
  }

  private void sendAgain(CorrectionRequested requested) {
    topic
        .send(requested)
        .subscribe()
        .with(sent -> {}, e -> LOG.errorf("%s waits for the next start: %s", requested.id(), e));
  }

  /**
   * Takes a request; returns its id when it will be answered, whatever happens to this process.
   *
   * @throws EmendException {@code invalid_value}, {@code unknown_field}, {@code queue_full}, {@code
   *     broker_failed}, {@code store_failed}
   */
  Uni<String> take(CorrectionRequest request) {
    CorrectionRequested requested =
        new CorrectionRequested(CorrectionRecords.newId(), true, request);
    corrections.check(requested);
    records.take(requested);
    return topic
        .send(requested)
        .ifNoItem()
        .after(SEND_PATIENCE)
        .failWith(() -> new EmendException(ErrorCode.BROKER_FAILED, "the broker does not answer"))
        // The emitter ends on the request's own context, whose scope it would close to the answer.
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .onFailure()
        // Who is told that it was not taken may send another: this one must not come as well.
        .invoke(e -> records.forget(requested.id()))
        .replaceWith(requested.id());
  }
}
