package io.emend.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.StoredObject;
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
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final ObjectStore store;

  JobRecords(ObjectStore store) {
    this.store = store;
  }

  /**
   * Keeps a job, or finds the one that its key stands for.
   *
   * @throws EmendException {@code idempotency_conflict} if that one asks for something else
   */
  JobSpec add(JobSpec spec) {
    if (store.putIfAbsent(key(spec.id(), SPEC), write(spec))) {
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
        JobStatus.queued().running(started).ended(JobState.SUCCEEDED, JobExit.of(0, Instant.now()));
    store.putIfAbsent(key(spec.id(), STATUS), write(complete));
    store.putIfAbsent(key(spec.id(), SPEC), write(spec));
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
    return read(key(id, STATUS), JobStatus.class).orElseGet(JobStatus::queued);
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
    ObjectKey key = key(id, STATUS);
    Optional<StoredObject> read = store.read(key);
    JobStatus now =
        read.map(object -> parse(key, object.content(), JobStatus.class))
            .orElseGet(JobStatus::queued);
    boolean written = now.equals(known) && store.replace(key, write(next), read);
    if (!written) {
      throw new EmendException(
          ErrorCode.OBJECT_CHANGED, "job " + id + " changed meanwhile", Map.of("job", id));
    }
  }

  /** What the run last reported: the phase before its steps, while it is in one, or its steps. */
  Optional<JobProgress> progress(String id) {
    return store.get(key(id, "/progress.json")).flatMap(JobRecords::phaseOf).or(() -> steps(id));
  }

  private static Optional<JobProgress> phaseOf(byte[] content) {
    try {
      JsonNode fields = JSON.readTree(content);
      return Optional.of(
          JobProgress.before(
              fields.path("phase").textValue(),
              fields.path("done").longValue(),
              fields.path("total").longValue()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** From the last whole line of the metrics that has it. */
  private Optional<JobProgress> steps(String id) {
    byte[] content = store.get(key(id, "/metrics.jsonl")).orElse(new byte[0]);
    List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
    for (int i = lines.size() - 1; i >= 0; i--) {
      Optional<JobProgress> found = progressOf(lines.get(i));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** What is seen of a run, with the reason that it gave itself where it refused to go on. */
  RunSight explained(String id, RunSight sight) {
    return sight instanceof RunSight.Ended ended && JobFailure.isTold(ended.exit())
        ? new RunSight.Ended(
            JobFailure.find(store, id)
                .map(failure -> failure.explain(ended.exit()))
                .orElse(ended.exit()))
        : sight;
  }

  private static Optional<JobProgress> progressOf(String line) {
    try {
      JsonNode fields = JSON.readTree(line);
      long step = fields.path("step").asLong(-1);
      long total = fields.path("total").asLong(-1);
      boolean whole = step >= 0 && total >= step;
      return whole ? Optional.of(new JobProgress(step, total)) : Optional.empty();
    } catch (JsonProcessingException e) {
      // The run is writing this line right now, or was killed while it did.
      return Optional.empty();
    }
  }

  private Optional<JobSpec> spec(String id) {
    return JobSpec.isId(id) ? read(key(id, SPEC), JobSpec.class) : Optional.empty();
  }

  private <T> Optional<T> read(ObjectKey key, Class<T> type) {
    return store.get(key).map(bytes -> parse(key, bytes, type));
  }

  private static <T> T parse(ObjectKey key, byte[] content, Class<T> type) {
    try {
      return JSON.readValue(content, type);
    } catch (IOException e) {
      throw new EmendException(
          ErrorCode.OBJECT_CORRUPT, key.value() + " is not what was written", e);
    }
  }

  private static byte[] write(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of plain values are always written", e);
    }
  }

  private static ObjectKey key(String id, String file) {
    return new ObjectKey("jobs/" + id + file);
  }

  private static EmendException notFound(String id) {
    return new EmendException(ErrorCode.JOB_NOT_FOUND, "there is no job " + id, Map.of("job", id));
  }
}
