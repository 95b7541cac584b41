package io.emend.inference.remote;

import io.emend.error.EmendException;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;

/** An exchange whose answer is read as a whole. */
final class WholeExchange extends Exchange {
  private final UniEmitter<? super Buffer> emitter;
  private final Duration limit;

  /**
   * @param limit of the whole exchange
   */
  WholeExchange(
      Vertx vertx, UniEmitter<? super Buffer> emitter, RemoteFaults faults, Duration limit) {
    super(vertx, faults, limit, Instant.now().plus(limit));
    this.emitter = emitter;
    this.limit = limit;
    emitter.onTermination(this::cancel);
  }

  @Override
  void piece(Buffer bytes) {
    collect(bytes);
  }

  @Override
  void ended() {
    emitter.complete(collected());
  }

  @Override
  void failed(EmendException error) {
    emitter.fail(error);
  }

  @Override
  boolean begun() {
    return collected().length() > 0;
  }

  @Override
  EmendException late() {
    return faults().silent(limit);
  }
}
