package io.emend.jobs.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Why Jobs have no pod, such as a quota that is used up: the warnings among their events. The API
 * server is asked for those of all Jobs at once, and not at each look.
 */
final class JobWarnings {
  private static final Logger LOG = Logger.getLogger(JobWarnings.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final BinaryOperator<Event> LATEST =
      BinaryOperator.maxBy(
          Comparator.comparing((Event event) -> event.getMetadata().getCreationTimestamp()));

  private final KubernetesClient client;
  private final String namespace;
  private Deadline next = Deadline.passed();
  private Map<String, Event> latest = Map.of();

  JobWarnings(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** The latest of a Job; nothing if there is none, or events may not be read. */
  synchronized Optional<String> of(Job job) {
    if (!next.isAhead()) {
      latest = list();
      next = Deadline.in(PAUSE);
    }
    return Optional.ofNullable(latest.get(job.getMetadata().getUid()))
        .map(event -> event.getReason() + ": " + event.getMessage());
  }

  private Map<String, Event> list() {
    try {
      return client
          .v1()
          .events()
          .inNamespace(namespace)
          .withField("involvedObject.kind", "Job")
          .withField("type", "Warning")
          .list()
          .getItems()
          .stream()
          .collect(Collectors.toMap(event -> event.getInvolvedObject().getUid(), e -> e, LATEST));
    } catch (KubernetesClientException e) {
      LOG.debug("the events of Jobs cannot be read", e);
      return Map.of();
    }
  }
}
