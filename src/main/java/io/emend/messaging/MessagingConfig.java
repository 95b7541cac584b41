package io.emend.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events travel. Kafka carries them as soon as {@code kafka.bootstrap.servers} is set. */
@ConfigMapping(prefix = "emend.messaging")
public interface MessagingConfig {

  /** Events that wait within the process for a consumer; one more is refused with 429. */
  @WithDefault("1024")
  int capacity();

  /** Without an answer for so long, a request is sent again; a longer wait than an engine's. */
  @WithDefault("2m")
  Duration resultTimeout();
}
