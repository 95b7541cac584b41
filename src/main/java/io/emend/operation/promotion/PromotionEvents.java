package io.emend.operation.promotion;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.inference.registry.Registry;
import io.emend.inference.registry.Transition;
import io.emend.messaging.Channels;
import io.emend.messaging.Event;
import io.emend.messaging.Topic;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;

/**
 * Tells other services what is in production. What counts is in the store: an event that cannot be
 * sent is logged and holds nothing up.
 */
@ApplicationScoped
public class PromotionEvents {
  private final MutinyEmitter<String> topic;
  private final ObjectMapper json;

  PromotionEvents(
      @Channel(Channels.PROMOTIONS_OUT) MutinyEmitter<String> topic, ObjectMapper json) {
    this.topic = topic;
    this.json = json;
  }

  /**
   * A change of what is in production.
   *
   * @param revision of the registry, which grows with each change
   */
  private record AdapterPromoted(String model, long revision, Transition transition) {}

  /** Tells the last change of a registry. */
  public void promoted(Registry registry) {
    Transition last = registry.history().get(registry.history().size() - 1);
    AdapterPromoted data = new AdapterPromoted(registry.model(), registry.revision(), last);
    Event.of(Topic.ADAPTERS_PROMOTED, registry.model(), data, json).sendTo(topic);
  }
}
