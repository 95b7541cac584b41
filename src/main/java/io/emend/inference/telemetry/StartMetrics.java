package io.emend.inference.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * How long after the JVM's start each phase of the start had ended, as {@code
 * emend_start_seconds{phase}}. A phase that has not ended has no figure yet; one that ends again
 * keeps the first.
 */
@Singleton
public final class StartMetrics {
  /** Micrometer adds the unit for Prometheus. */
  private static final String NAME = "emend.start";

  private final MeterRegistry registry;
  private final Map<StartPhase, Duration> ended = new ConcurrentSkipListMap<>();

  /** By {@link System#nanoTime}, which no correction of the clock moves. */
  private final long jvmStarted;

  public StartMetrics(MeterRegistry registry) {
    this.registry = registry;
    long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
    this.jvmStarted = System.nanoTime() - Duration.ofMillis(uptime).toNanos();
  }

  /** Last of those that hear of the start. */
  void started(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER + 1000) StartupEvent event) {
    reached(StartPhase.PROCESS);
  }

  public void reached(StartPhase phase) {
    if (ended.containsKey(phase)) {
      return;
    }
    Duration since = Duration.ofNanos(System.nanoTime() - jvmStarted);
    if (ended.putIfAbsent(phase, since) == null) {
      Gauge.builder(NAME, since, StartMetrics::seconds)
          .description("Time from the JVM's start to the end of a phase of the start")
          .baseUnit("seconds")
          .tag("phase", phase.word())
          .strongReference(true)
          .register(registry);
    }
  }

  public Optional<Duration> after(StartPhase phase) {
    return Optional.ofNullable(ended.get(phase));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  /** As a line of the log has it: {@code process=1.912s weights=2.705s}. */
  @Override
  public String toString() {
    return ended.entrySet().stream()
        .map(phase -> line(phase.getKey(), phase.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String line(StartPhase phase, Duration time) {
    return String.format(Locale.ROOT, "%s=%.3fs", phase.word(), seconds(time));
  }
}
