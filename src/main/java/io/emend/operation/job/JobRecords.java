package io.emend.operation.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.jobs.JobExit;
import io.emend.jobs.JobFailure;
import io.emend.jobs.JobSpec;
import io.emend.jobs.RunObservation;
import io.emend.operation.OperationProgress;
import io.emend.operation.OperationState;
import io.emend.storage.JsonDocuments;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Jobs at rest: {@code jobs/{id}/spec.json}, {@code status.json} and {@code metrics.jsonl}. */
@Singleton
final class JobRecords {
  private static final String SPEC = "/spec.json";
  private static final String STATUS = "/status.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectStore store;
  private final JsonDocuments<JobSpec> specs;
  private final JsonDocuments<JobStatus> statuses;

  JobRecords(ObjectStore store) {
    this.store = store;
    this.specs = new JsonDocuments<>(store, JobSpec.class);
    this.statuses = new JsonDocuments<>(store, JobStatus.class);
  }

  /**
   * Keeps a job, or finds the one that its key stands for.
   *
   * @throws EmendException {@code idempotency_conflict} if that one asks for something else
   */
  JobSpec add(JobSpec spec) {
    if (specs.add(key(spec.id(), SPEC), spec)) {
      return spec;
    }
    JobSpec known = spec(spec.id()).orElseThrow(() -> notFound(spec.id()));
    if (!known.asksTheSameAs(spec)) {
      throw new EmendException(
          ErrorCode.IDEMPOTENCY_CONFLICT,
          "this Idempotency-Key started job " + known.id() + ", which asks for something else",
          Map.of("job", known.id()));
    }
    return known;
  }

  /**
   * Keeps a job that has run. The status comes first: at no moment is it one that waits.
   *
   * @param started when it began
   */
  void addComplete(JobSpec spec, Instant started) {
    JobStatus complete =
        JobStatus.queued()
            .running(started)
            .ended(OperationState.SUCCEEDED, JobExit.of(0, Instant.now()));
    statuses.add(key(spec.id(), STATUS), complete);
    specs.add(key(spec.id(), SPEC), spec);
  }

  /**
   * @throws EmendException {@code job_not_found}
   */
  Job get(String id) {
    return find(id).orElseThrow(() -> notFound(id));
  }

  /** Empty if there is no such job. */
  Optional<Job> find(String id) {
    return spec(id).map(spec -> new Job(spec, status(id)));
  }

  /** A crash after the spec and before the first status leaves a job that waits. */
  private JobStatus status(String id) {
    return statuses.find(key(id, STATUS)).orElseGet(JobStatus::queued);
  }

  /** Ids of all jobs. */
  List<String> ids() {
    try (Stream<ObjectKey> keys = store.list("jobs/")) {
      return keys.map(ObjectKey::value)
          .filter(key -> key.endsWith(SPEC) && key.split("/", -1).length == 3)
          .map(key -> key.split("/", -1)[1])
          .toList();
    }
  }

  /**
   * Writes a status over the one that was read. The only place that does.
   *
   * @throws EmendException {@code object_changed} if another status is there by now
   */
  void replace(String id, JobStatus known, JobStatus next) {
    statuses.replace(key(id, STATUS), JobStatus::queued, known, next);
  }

  /** What the run last reported: the phase before its steps, while it is in one, or its steps. */
  Optional<OperationProgress<StepCounts>> progress(String id) {
    return store.get(key(id, "/progress.json")).flatMap(JobRecords::phaseOf).or(() -> steps(id));
  }

  private static Optional<OperationProgress<StepCounts>> phaseOf(byte[] content) {
    try {
      JsonNode fields = JSON.readTree(content);
      return Optional.of(
          StepCounts.before(
              fields.path("phase").textValue(),
              fields.path("done").longValue(),
              fields.path("total").longValue()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** From the last whole line of the metrics that has it. */
  private Optional<OperationProgress<StepCounts>> steps(String id) {
    byte[] content = store.get(key(id, "/metrics.jsonl")).orElse(new byte[0]);
    List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
    for (int i = lines.size() - 1; i >= 0; i--) {
      Optional<OperationProgress<StepCounts>> found = progressOf(lines.get(i));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** What is observed of a run, with the reason that it gave itself where it refused to go on. */
  RunObservation explained(String id, RunObservation observed) {
    return observed instanceof RunObservation.Ended ended && JobFailure.isRecorded(ended.exit())
        ? new RunObservation.Ended(
            JobFailure.find(store, id)
                .map(failure -> failure.explain(ended.exit()))
                .orElse(ended.exit()))
        : observed;
  }

  private static Optional<OperationProgress<StepCounts>> progressOf(String line) {
    try {
      JsonNode fields = JSON.readTree(line);
      long step = fields.path("step").asLong(-1);
      long total = fields.path("total").asLong(-1);
      boolean whole = step >= 0 && total >= step;
      return whole ? Optional.of(StepCounts.training(step, total)) : Optional.empty();
    } catch (JsonProcessingException e) {
      // The run is writing this line right now, or was killed while it did.
      return Optional.empty();
    }
  }

  private Optional<JobSpec> spec(String id) {
    return JobSpec.isId(id) ? specs.find(key(id, SPEC)) : Optional.empty();
  }

  private static ObjectKey key(String id, String file) {
    return new ObjectKey("jobs/" + id + file);
  }

  private static EmendException notFound(String id) {
    return new EmendException(ErrorCode.JOB_NOT_FOUND, "there is no job " + id, Map.of("job", id));
  }
}
