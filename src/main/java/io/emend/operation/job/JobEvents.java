package io.emend.operation.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.messaging.Channels;
import io.emend.messaging.Event;
import io.emend.messaging.Topic;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.reactive.messaging.Channel;

/**
 * Tells metrics and other services of each job that comes into another state. What counts is in the
 * store: an event that cannot be sent is logged and holds nothing up.
 */
@ApplicationScoped
public class JobEvents {
  private final Supervisor jobs;
  private final JobMetrics metrics;
  private final MutinyEmitter<String> topic;
  private final ObjectMapper json;

  JobEvents(
      Supervisor jobs,
      JobMetrics metrics,
      @Channel(Channels.TRAINING_OUT) MutinyEmitter<String> topic,
      ObjectMapper json) {
    this.jobs = jobs;
    this.metrics = metrics;
    this.topic = topic;
    this.json = json;
  }

  /** A job in a state that it was not in before. */
  private record TrainingStatus(String id, JobStatus status) {}

  void start(@Observes StartupEvent event) {
    jobs.listen(this::changed);
  }

  private void changed(Job job) {
    metrics.count(job.status().state());
    if (!TrainingJobs.isOne(job)) {
      return;
    }
    TrainingStatus data = new TrainingStatus(job.spec().id(), job.status());
    Event.of(Topic.TRAINING_STATUS, data.id(), data, json).sendTo(topic);
  }
}
