package io.emend.messaging;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether there is a Kafka broker to use. Commands have none: their events are their own. */
@Singleton
public class Broker {
  private final boolean server;
  private final boolean there;

  Broker(
      @ConfigProperty(name = "kafka.bootstrap.servers") Optional<String> servers,
      @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean server) {
    this.server = server;
    this.there = server && servers.filter(list -> !list.isBlank()).isPresent();
  }

  public boolean isThere() {
    return there;
  }

  /** Whether a server keeps events in its memory, since there is none. */
  public boolean isReplacedByMemory() {
    return server && !there;
  }
}
