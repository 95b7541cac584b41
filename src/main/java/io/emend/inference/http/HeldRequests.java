package io.emend.inference.http;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.AnsweredByModel;
import io.emend.inference.InferenceConfig;
import io.emend.inference.chat.ModelLifecycle;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Provider;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Holds who asks while the model loads, before the body is read and without a thread: the request
 * that has woken an instance is to be answered by it. One that prefers to be answered later is
 * taken at once.
 */
public final class HeldRequests {
  private final Provider<ModelLifecycle> model;
  private final Provider<InferenceConfig> config;
  private final AtomicInteger held = new AtomicInteger();

  /** Filters are made before the configuration is read. */
  HeldRequests(Provider<ModelLifecycle> model, Provider<InferenceConfig> config) {
    this.model = model;
    this.config = config;
  }

  /**
   * Goes on when the start has ended, well or not, or the time is over: then the resource tells
   * what there is to tell.
   *
   * @throws EmendException {@code queue_full}
   */
  @ServerRequestFilter(nonBlocking = true, priority = Priorities.AUTHENTICATION)
  @AnsweredByModel
  public Uni<Void> hold(ContainerRequestContext request) {
    return hold(request.getHeaders().get(RespondAsync.HEADER));
  }

  Uni<Void> hold(List<String> preferences) {
    Duration longest = config.get().hold();
    if (!model.get().awaited() || longest.isZero() || RespondAsync.isPreferred(preferences)) {
      return Uni.createFrom().voidItem();
    }
    enter();
    return Uni.createFrom()
        .completionStage(model.get()::settled)
        .ifNoItem()
        .after(longest)
        .recoverWithItem((Void) null)
        .onTermination()
        .invoke(held::decrementAndGet);
  }

  private void enter() {
    int most = config.get().queueCapacity() * config.get().replicas();
    if (held.incrementAndGet() > most) {
      held.decrementAndGet();
      throw new EmendException(
          ErrorCode.QUEUE_FULL,
          most + " requests wait for the model to load already",
          Map.of("retryAfterSeconds", ModelLifecycle.RETRY_AFTER));
    }
  }
}
