package io.emend.messaging;

import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import io.smallrye.reactive.messaging.providers.helpers.MultiUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * Where channels lead: to Kafka in a server that knows a broker, else to topics of the process.
 * Quarkus settles a channel's connector when it is built; this one decides at the start.
 */
@ApplicationScoped
@Connector(TopicConnector.NAME)
public class TopicConnector implements InboundConnector, OutboundConnector {
  static final String NAME = "emend-topics";
  private static final String TOPIC = "topic";

  /** The function without which an instance takes nothing from a channel's topic. */
  private static final String FUNCTION = "function";

  private final KafkaConnector kafka;
  private final Broker broker;
  private final MessagingConfig config;
  private final Set<String> functions;
  private final Map<String, MemoryTopic> topics = new ConcurrentHashMap<>();

  TopicConnector(
      @Connector(KafkaConnector.CONNECTOR_NAME) KafkaConnector kafka,
      Broker broker,
      MessagingConfig config,
      @ConfigProperty(name = "emend.functions") Set<String> functions) {
    this.kafka = kafka;
    this.broker = broker;
    this.config = config;
    this.functions = functions;
  }

  @Override
  public Flow.Publisher<? extends Message<?>> getPublisher(Config channel) {
    if (!broker.isThere()) {
      return topic(channel).events();
    }
    String function = channel.getValue(FUNCTION, String.class);
    return functions.contains(function)
        ? kafka.getPublisher(channel)
        : Multi.createFrom().nothing();
  }

  @Override
  public Flow.Subscriber<? extends Message<?>> getSubscriber(Config channel) {
    if (broker.isThere()) {
      return kafka.getSubscriber(channel);
    }
    MemoryTopic topic = topic(channel);
    return MultiUtils.via(events -> events.onItem().invoke(topic::take));
  }

  private MemoryTopic topic(Config channel) {
    String name = channel.getValue(TOPIC, String.class);
    return topics.computeIfAbsent(name, known -> new MemoryTopic(known, config.capacity()));
  }
}
