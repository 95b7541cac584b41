package io.emend.messaging;

import io.smallrye.reactive.messaging.health.HealthReport.ChannelInfo;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * Tells how the broker is. A server is ready without: what is asked directly is answered, and what
 * goes over topics waits or is refused.
 */
@Readiness
@Singleton
final class BrokerHealth implements HealthCheck {
  private final Broker broker;
  private final KafkaConnector kafka;

  BrokerHealth(Broker broker, @Connector(KafkaConnector.CONNECTOR_NAME) KafkaConnector kafka) {
    this.broker = broker;
    this.kafka = kafka;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder check = HealthCheckResponse.named("broker").up();
    if (!broker.isThere()) {
      return check.withData("state", "none: events stay in this process").build();
    }
    String away =
        kafka.getReadiness().getChannels().stream()
            .filter(channel -> !channel.isOk())
            .map(ChannelInfo::getChannel)
            .sorted()
            .collect(Collectors.joining(", "));
    return check
        .withData("state", away.isEmpty() ? "ready" : "it cannot be reached for " + away)
        .build();
  }
}
