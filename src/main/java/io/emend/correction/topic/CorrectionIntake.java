package io.emend.correction.topic;

import io.emend.inference.chat.ModelLifecycle;
import io.emend.inference.http.ShutdownTime;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * How many requests of a topic are under way: none before the model is ready, from then on as many
 * as keep the engine busy, and none that come when the process has been told to end. Those stay
 * with the broker, for others.
 */
@Singleton
class CorrectionIntake {
  private static final Logger LOG = Logger.getLogger(CorrectionIntake.class);

  private final ModelLifecycle model;
  private final ShutdownTime time;

  private int underWay;
  private boolean ending;
  private long endsAt;

  CorrectionIntake(ModelLifecycle model, ShutdownTime time) {
    this.model = model;
    this.time = time;
  }

  /** The results of work on each request, in the order in which they are ready. */
  <T, R> Multi<R> through(Multi<T> requests, Function<T, Uni<R>> work) {
    Multi<R> results =
        requests
            .onItem()
            .transformToUni(request -> admit(() -> work.apply(request)))
            .merge(model.maxConcurrency());
    return model.untilReady().onItem().transformToMulti(ready -> results);
  }

  /** Waits for an engine that is away, so that a request is tried when it can be answered. */
  <R> Uni<R> whenReady(Supplier<Uni<R>> work) {
    return model.untilReady().onItem().transformToUni(ready -> work.get());
  }

  private <R> Uni<R> admit(Work<R> work) {
    if (!begin()) {
      return Uni.createFrom().nothing();
    }
    return Uni.createFrom().deferred(work::start).onTermination().invoke(this::done);
  }

  /** Something to do. */
  private interface Work<R> {
    Uni<R> start();
  }

  private synchronized boolean begin() {
    if (!ending) {
      underWay++;
    }
    return !ending;
  }

  private synchronized void done() {
    underWay--;
    notifyAll();
  }

  /** From now on requests are left to others. */
  synchronized void drain(@Observes ShutdownDelayInitiatedEvent event) {
    ending = true;
    endsAt = System.nanoTime() + time.gracePeriod().toNanos();
  }

  /** Before the engine closes, waits for what is under way as long as for requests over HTTP. */
  synchronized void stop(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event)
      throws InterruptedException {
    if (!ending) {
      drain(new ShutdownDelayInitiatedEvent());
    }
    long left = endsAt - System.nanoTime();
    while (underWay > 0 && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = endsAt - System.nanoTime();
    }
    if (underWay > 0) {
      LOG.warnf("%d corrections are left to others", underWay);
    }
  }
}
