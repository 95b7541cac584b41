package io.emend.inference.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.parsetools.RecordParser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An exchange whose answer is a stream of server-sent events, each of one line {@code data: {…}},
 * the last of them {@code data: [DONE]}. A stream that ends without that event is left to the
 * reader, which knows whether the answer was whole.
 */
final class ChatExchange extends Exchange {
  private static final String DATA = "data:";
  private static final String DONE = "[DONE]";

  /** Comments, which keep a connection alive, and fields that tell nothing here. */
  private static final List<String> WITHOUT_DATA = List.of(":", "event:", "id:", "retry:");

  /** Of one event. */
  private static final int MOST_BYTES = 4 << 20;

  /** Of all events together: those of the longest answers are a tenth of it. */
  private static final long MOST_BYTES_TOGETHER = 256L << 20;

  private final MultiEmitter<? super JsonNode> emitter;
  private final ObjectMapper json;
  private final RecordParser lines = RecordParser.newDelimited("\n");
  private long bytes;
  private boolean begun;

  ChatExchange(
      Vertx vertx,
      MultiEmitter<? super JsonNode> emitter,
      RemoteFaults faults,
      ObjectMapper json,
      Duration silence,
      Instant deadline) {
    super(vertx, faults, silence, deadline);
    this.emitter = emitter;
    this.json = json;
    lines.maxRecordSize(MOST_BYTES);
    lines.handler(this::line);
    lines.exceptionHandler(e -> fail(faults.invalid("sent an event that does not end")));
    emitter.onTermination(this::cancel);
  }

  @Override
  void piece(Buffer piece) {
    begun = true;
    bytes += piece.length();
    if (bytes > MOST_BYTES_TOGETHER) {
      fail(faults().invalid("sent an answer that does not end"));
    } else {
      lines.handle(piece);
    }
  }

  private void line(Buffer line) {
    String text = line.toString().strip();
    if (isDone() || WITHOUT_DATA.stream().anyMatch(text::startsWith) || text.isEmpty()) {
      return;
    }
    if (!text.startsWith(DATA)) {
      fail(faults().invalid("sent no event but: " + RemoteFaults.shown(text)));
      return;
    }
    String data = text.substring(DATA.length()).strip();
    if (data.equals(DONE)) {
      done();
    } else {
      emit(data);
    }
  }

  private void emit(String data) {
    try {
      emitter.emit(json.readTree(data));
    } catch (JsonProcessingException e) {
      fail(faults().invalid("sent an event that is no JSON: " + RemoteFaults.shown(data)));
    }
  }

  private void done() {
    enough();
    emitter.complete();
  }

  /** The last line may lack its end. */
  @Override
  void ended() {
    lines.handle(Buffer.buffer("\n"));
    emitter.complete();
  }

  @Override
  void failed(EmendException error) {
    emitter.fail(error);
  }

  @Override
  boolean begun() {
    return begun;
  }

  @Override
  EmendException late() {
    return deadlineExceeded();
  }

  static EmendException deadlineExceeded() {
    return new EmendException(
        ErrorCode.DEADLINE_EXCEEDED, "the deadline passed before the answer was complete");
  }
}
