package io.emend.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.context.Context;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * What is said in a topic; a CloudEvent (specification 1.0) whose type is the topic's name.
 *
 * @param id of what it is about; events with the same id stay in order
 * @param data JSON
 */
public record Event(Topic topic, String id, String data) {
  private static final Logger LOG = Logger.getLogger(Event.class);
  private static final URI SOURCE = URI.create("urn:emend");

  /**
   * An event about a record.
   *
   * @param data plain values
   */
  public static Event of(Topic topic, String id, Record data, ObjectMapper json) {
    try {
      return new Event(topic, id, json.writeValueAsString(data));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of plain values are always written", e);
    }
  }

  /** As a message of its own, which carries on the trace that it is sent in. */
  public Message<String> message() {
    return Message.of(data, Metadata.of(attributes(), trace()));
  }

  /** Sends it without waiting: one that cannot be sent is logged and holds nothing up. */
  public void sendTo(MutinyEmitter<String> emitter) {
    emitter
        .sendMessage(message())
        .subscribe()
        .with(sent -> {}, e -> LOG.errorf("event %s of %s was not sent: %s", topic.word(), id, e));
  }

  /** As the answer to a message, which is done when this one is taken. */
  public Message<String> answering(Message<String> request) {
    return request.withPayload(data).withMetadata(Metadata.of(attributes(), trace()));
  }

  private static TracingMetadata trace() {
    return TracingMetadata.withCurrent(Context.current());
  }

  private OutgoingCloudEventMetadata<String> attributes() {
    return OutgoingCloudEventMetadata.<String>builder()
        .withId(topic.word() + "/" + id)
        .withSource(SOURCE)
        .withType(topic.word())
        .withSubject(id)
        .withDataContentType("application/json")
        .withTimestamp(ZonedDateTime.now(ZoneOffset.UTC))
        .withExtension("partitionkey", id)
        .build();
  }
}
