package io.emend.messaging;

import io.emend.concurrent.NamedExecutors;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * A topic within the process, with one consumer. As with a broker, who sends is told that an event
 * is taken, not that it is done; and an event that its consumer cannot use is put aside.
 */
final class MemoryTopic {
  private static final Logger LOG = Logger.getLogger(MemoryTopic.class);

  private final String name;
  private final BlockingQueue<Message<?>> waiting;
  private final UnicastProcessor<Message<?>> events;

  /** A thread of no request: who asked may be gone, with its context, while a consumer works. */
  private final Executor delivery;

  private volatile boolean heard;

  MemoryTopic(String name, int capacity) {
    this.name = name;
    this.waiting = new LinkedBlockingQueue<>(capacity);
    this.events = UnicastProcessor.create(waiting, () -> {});
    this.delivery = NamedExecutors.single("emend-topic");
  }

  /** Takes an event, or refuses it with {@code queue_full}; one that nobody hears is gone. */
  CompletionStage<Void> take(Message<?> event) {
    return CompletableFuture.supplyAsync(() -> taken(event), delivery).thenCompose(end -> end);
  }

  private CompletionStage<Void> taken(Message<?> event) {
    if (!heard) {
      return event.ack();
    }
    if (waiting.remainingCapacity() == 0) {
      return event.nack(
          new EmendException(
              ErrorCode.QUEUE_FULL, "too many events wait in " + name, Map.of("topic", name)));
    }
    events.onNext(
        event.withAck(() -> CompletableFuture.completedFuture(null)).withNack(this::putAside));
    return event.ack();
  }

  private CompletionStage<Void> putAside(Throwable reason) {
    LOG.errorf("an event of %s is put aside: %s", name, reason.getMessage());
    return CompletableFuture.completedFuture(null);
  }

  Multi<Message<?>> events() {
    heard = true;
    return events;
  }
}
