package io.emend.inference.remote;

import io.emend.error.EmendException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;

/**
 * One request and its answer, on one event loop; over when it has failed, ended or is given up.
 * What it waits for and how much it takes is bounded.
 */
abstract class Exchange {
  private static final int OK = 200;

  /** Of an answer other than a stream of events. */
  private static final int MOST_BYTES = 4 << 20;

  private static final long TICK_MILLIS = 250;

  /** In which an answer ends whose last event has come. */
  private static final long END_NANOS = 1_000_000_000;

  private final Vertx vertx;
  private final Context context;
  private final RemoteFaults faults;
  private final Duration silence;
  private final Instant deadline;
  private final Buffer whole = Buffer.buffer();

  private HttpClientRequest request;
  private long timer = -1;
  private long heard;
  private boolean enough;
  private boolean over;

  /**
   * @param silence longest time in which nothing comes
   * @param deadline of the whole answer
   */
  Exchange(Vertx vertx, RemoteFaults faults, Duration silence, Instant deadline) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.faults = faults;
    this.silence = silence;
    this.deadline = deadline;
  }

  /** A piece of an answer with status 200. */
  abstract void piece(Buffer bytes);

  /** An answer with status 200 has ended, and what is wanted has not come before. */
  abstract void ended();

  /** Nothing comes any more. */
  abstract void failed(EmendException error);

  /** Whether a piece has come. */
  abstract boolean begun();

  /** What passing the deadline is told as. */
  abstract EmendException late();

  RemoteFaults faults() {
    return faults;
  }

  /**
   * @param body null for none
   */
  void run(HttpClient client, RequestOptions options, Buffer body) {
    context.runOnContext(
        go -> {
          if (over) {
            return;
          }
          heard = System.nanoTime();
          timer = vertx.setPeriodic(Math.min(TICK_MILLIS, silence.toMillis()), this::tick);
          client
              .request(options)
              .onSuccess(made -> send(made, body))
              .onFailure(e -> fail(faults.unreachable(e)));
        });
  }

  private void send(HttpClientRequest made, Buffer body) {
    request = made;
    if (over) {
      made.reset();
      return;
    }
    made.response().onSuccess(this::answered).onFailure(this::broken);
    if (body == null) {
      made.end();
    } else {
      made.end(body);
    }
  }

  private void answered(HttpClientResponse response) {
    heard = System.nanoTime();
    boolean ok = response.statusCode() == OK;
    response.handler(bytes -> came(ok, bytes));
    response.exceptionHandler(this::broken);
    response.endHandler(end -> ended(ok, response));
  }

  private void came(boolean ok, Buffer bytes) {
    if (over || enough) {
      return;
    }
    heard = System.nanoTime();
    if (ok) {
      piece(bytes);
    } else {
      collect(bytes);
    }
  }

  private void ended(boolean ok, HttpClientResponse response) {
    if (over) {
      return;
    }
    if (!ok) {
      String retryAfter = response.getHeader("Retry-After");
      fail(faults.status(response.statusCode(), retryAfter, whole.toString()));
      return;
    }
    if (!enough) {
      ended();
    }
    over = true;
    vertx.cancelTimer(timer);
  }

  /** Keeps what is read as a whole. */
  void collect(Buffer bytes) {
    if (whole.length() + bytes.length() > MOST_BYTES) {
      fail(faults.invalid("sent more than " + MOST_BYTES + " bytes"));
    } else {
      whole.appendBuffer(bytes);
    }
  }

  Buffer collected() {
    return whole;
  }

  private void broken(Throwable why) {
    if (enough) {
      close();
      return;
    }
    fail(begun() ? faults.interrupted(why) : faults.unreachable(why));
  }

  private void tick(long id) {
    if (enough) {
      if (System.nanoTime() - heard > END_NANOS) {
        close();
      }
    } else if (Instant.now().isAfter(deadline)) {
      fail(late());
    } else if (System.nanoTime() - heard > silence.toNanos()) {
      fail(faults.silent(silence));
    }
  }

  /** Ends it with an error, unless it is over. */
  final void fail(EmendException error) {
    if (!over) {
      close();
      failed(error);
    }
  }

  /** Whoever asked has gone; from any thread. */
  final void cancel() {
    context.runOnContext(
        go -> {
          if (!enough) {
            close();
          }
        });
  }

  /** Nothing is waited for any more; an answer that has not ended is given up. */
  final void close() {
    if (over) {
      return;
    }
    over = true;
    vertx.cancelTimer(timer);
    if (request != null) {
      request.reset();
    }
  }

  /** All that is wanted has come: once the answer ends, its connection serves the next request. */
  final void enough() {
    enough = true;
    heard = System.nanoTime();
  }

  /** Whether nothing that comes is wanted any more. */
  boolean isDone() {
    return over || enough;
  }
}
