package io.emend.storage;

import io.emend.concurrent.NamedExecutors;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Whether the store works, looked at now and then in a server, so that nobody who asks has to wait
 * for a store that is silent.
 */
@Singleton
final class StoreWatch {
  private static final Logger LOG = Logger.getLogger(StoreWatch.class);

  private final StoreProbe probe;
  private final StoreFailures failures;
  private final StorageConfig config;
  private final boolean server;
  private final ScheduledExecutorService looks = NamedExecutors.scheduled("emend-store-watch");

  /** Reasons that the log has; used by the looks alone. */
  private final Set<String> told = new HashSet<>();

  private volatile boolean proved;
  private volatile String trouble = "it has not been tried yet";

  StoreWatch(
      StoreProbe probe,
      StoreFailures failures,
      StorageConfig config,
      @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean server) {
    this.probe = probe;
    this.failures = failures;
    this.config = config;
    this.server = server;
  }

  void start(@Observes StartupEvent event) {
    if (server) {
      long millis = config.watch().toMillis();
      looks.scheduleWithFixedDelay(this::look, 0, millis, TimeUnit.MILLISECONDS);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    looks.shutdownNow();
  }

  /**
   * Reads while all is well: writing each time would fill a bucket that keeps versions. After a
   * write that failed, or a read, only a write tells that the store works again.
   */
  void look() {
    failures.take().ifPresent(this::tell);
    try {
      if (trouble.isEmpty()) {
        probe.read();
      } else {
        probe.write();
        LOG.info("the store works");
      }
      trouble = "";
      told.clear();
      proved = true;
    } catch (RuntimeException e) {
      // The probe's own write is among the failures: the next look must not take it for another.
      failures.take();
      tell(e.getMessage());
    }
  }

  /** One line for each reason until the store works again, whatever objects it befalls. */
  private void tell(String reason) {
    if (told.add(reason.replaceFirst("^the store failed at \\S+: ", ""))) {
      LOG.error(reason);
    }
    trouble = reason;
  }

  /** Whether it worked at least once. */
  boolean proved() {
    return proved;
  }

  /** What is wrong with it, or an empty text. */
  String trouble() {
    return failures.last().orElse(trouble);
  }
}
