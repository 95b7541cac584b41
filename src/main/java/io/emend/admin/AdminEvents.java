package io.emend.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.inference.registry.Registry;
import io.emend.inference.registry.Transition;
import io.emend.jobs.Job;
import io.emend.jobs.JobStatus;
import io.emend.jobs.Supervisor;
import io.emend.messaging.Channels;
import io.emend.messaging.Event;
import io.emend.messaging.Topic;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * Tells other services what administration has done. What counts is in the store: an event that
 * cannot be sent is logged and holds nothing up.
 */
@ApplicationScoped
public class AdminEvents {
  private static final Logger LOG = Logger.getLogger(AdminEvents.class);

  private final Supervisor jobs;
  private final JobFigures figures;
  private final MutinyEmitter<String> training;
  private final MutinyEmitter<String> promotions;
  private final ObjectMapper json;

  AdminEvents(
      Supervisor jobs,
      JobFigures figures,
      @Channel(Channels.TRAINING_OUT) MutinyEmitter<String> training,
      @Channel(Channels.PROMOTIONS_OUT) MutinyEmitter<String> promotions,
      ObjectMapper json) {
    this.jobs = jobs;
    this.figures = figures;
    this.training = training;
    this.promotions = promotions;
    this.json = json;
  }

  /** A job in a state that it was not in before. */
  private record TrainingStatus(String id, JobStatus status) {}

  /**
   * A change of what is in production.
   *
   * @param revision of the registry, which grows with each change
   */
  private record AdapterPromoted(String model, long revision, Transition transition) {}

  void start(@Observes StartupEvent event) {
    jobs.listen(this::changed);
  }

  private void changed(Job job) {
    figures.count(job.status().state());
    if (!TrainingJobs.isOne(job)) {
      return;
    }
    TrainingStatus data = new TrainingStatus(job.spec().id(), job.status());
    send(training, Event.of(Topic.TRAINING_STATUS, data.id(), data, json));
  }

  /** Tells the last change of a registry. */
  public void promoted(Registry registry) {
    Transition last = registry.history().get(registry.history().size() - 1);
    AdapterPromoted data = new AdapterPromoted(registry.model(), registry.revision(), last);
    send(promotions, Event.of(Topic.ADAPTERS_PROMOTED, registry.model(), data, json));
  }

  private static void send(MutinyEmitter<String> topic, Event event) {
    topic
        .sendMessage(event.message())
        .subscribe()
        .with(
            sent -> {},
            e -> LOG.errorf("%s of %s is not told: %s", event.topic().word(), event.id(), e));
  }
}
