package io.emend.correction;

import io.emend.correction.topic.CorrectionWorker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/**
 * Counts finished corrections by their outcome. Each figure is there from the start: an alert on
 * its growth hears nothing of a figure that comes into being with its first one.
 */
@Singleton
final class CorrectionMetrics {
  /** Micrometer, as vLLM's client, adds {@code _total}. */
  private static final String FINISHED = "emend.corrections";

  /** The outcome where no reference tells what is right. */
  private static final String UNKNOWN = "unknown";

  private final MeterRegistry registry;

  CorrectionMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void register(@Observes StartupEvent event) {
    registry.counter(CorrectionWorker.DEAD);
    finished(UNKNOWN);
    Stream.of(Outcome.values()).map(Outcome::word).forEach(this::finished);
  }

  void count(CorrectionResponse response) {
    finished(response.outcome() == null ? UNKNOWN : response.outcome()).increment();
  }

  private Counter finished(String outcome) {
    return registry.counter(FINISHED, "outcome", outcome);
  }
}
