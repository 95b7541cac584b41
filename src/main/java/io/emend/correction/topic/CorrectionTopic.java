package io.emend.correction.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.messaging.Channels;
import io.emend.messaging.Event;
import io.emend.messaging.MessagingConfig;
import io.emend.messaging.Topic;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Asks for corrections by events, and hears of them by events. */
@ApplicationScoped
public class CorrectionTopic {
  private static final Logger LOG = Logger.getLogger(CorrectionTopic.class);

  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final MutinyEmitter<String> requests;
  private final ObjectMapper json;
  private final MessagingConfig config;
  private final Map<String, UniEmitter<? super CorrectionCompleted>> waiting =
      new ConcurrentHashMap<>();

  CorrectionTopic(
      @Channel(Channels.REQUESTS_OUT) MutinyEmitter<String> requests,
      ObjectMapper json,
      MessagingConfig config) {
    this.requests = requests;
    this.json = json;
    this.config = config;
  }

  /**
   * Sends a request; done when the topic has taken it.
   *
   * @throws EmendException {@code queue_full} or {@code broker_failed}
   */
  public Uni<Void> send(CorrectionRequested request) {
    return Uni.createFrom()
        .item(() -> Event.of(Topic.CORRECTIONS_REQUESTED, request.id(), request, json).message())
        .chain(requests::sendMessage)
        .onFailure(e -> !(e instanceof EmendException))
        .transform(
            e -> new EmendException(ErrorCode.BROKER_FAILED, "the request cannot be sent", e));
  }

  /**
   * Sends a request and waits for what becomes of it. An answer that does not come is asked for
   * again: a request with the same id has one effect, however often it is sent.
   *
   * @throws EmendException as {@link #send}, or what the correction failed with
   */
  public Uni<CorrectionCompleted> ask(CorrectionRequested request) {
    return answer(request)
        .ifNoItem()
        .after(config.resultTimeout())
        .fail()
        .onFailure(TimeoutException.class)
        .retry()
        .indefinitely()
        .onFailure(e -> e instanceof EmendException own && own.code() == ErrorCode.BROKER_FAILED)
        .retry()
        .withBackOff(SHORTEST_WAIT, LONGEST_WAIT)
        .indefinitely()
        .onItem()
        .transform(CorrectionTopic::succeeded);
  }

  private Uni<CorrectionCompleted> answer(CorrectionRequested request) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              String id = request.id();
              waiting.put(id, emitter);
              emitter.onTermination(() -> waiting.remove(id, emitter));
              send(request).subscribe().with(sent -> {}, emitter::fail);
            });
  }

  /** The result, or the error that it failed with. */
  public static CorrectionCompleted succeeded(CorrectionCompleted completed) {
    if (completed.failure() != null) {
      throw completed.failure().error();
    }
    return completed;
  }

  /** Hears of all results; those that nobody here waits for are others', or late. */
  @Incoming(Channels.RESULTS_IN)
  void hear(String data) {
    try {
      CorrectionCompleted completed = json.readValue(data, CorrectionCompleted.class);
      UniEmitter<? super CorrectionCompleted> asking = waiting.get(completed.id());
      if (asking != null) {
        asking.complete(completed);
      }
    } catch (JsonProcessingException | EmendException e) {
      LOG.errorf("a result cannot be read: %s", e.getMessage());
    }
  }
}
