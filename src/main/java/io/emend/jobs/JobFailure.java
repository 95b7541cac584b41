package io.emend.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.ExitStatus;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a run that refused to go on did so, which its exit code does not tell: {@code
 * jobs/{id}/failure.json}, written by the run.
 *
 * @param code of the error, such as {@code training_diverged}
 * @param message as a sentence
 */
public record JobFailure(String code, String message) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Keeps the reason, for whoever looks after the job; a store that fails is told in the error. */
  public static void save(ObjectStore store, String id, EmendException error) {
    try {
      JobFailure failure = new JobFailure(error.code().code(), error.getMessage());
      store.put(key(id), JSON.writeValueAsBytes(failure));
    } catch (IOException | EmendException e) {
      error.addSuppressed(e);
    }
  }

  /** Whether a run that ended so has left its reason; any other end has reasons of its own. */
  public static boolean isRecorded(JobExit exit) {
    return exit.reason() == JobReason.REFUSED
        && Objects.equals(exit.code(), ExitStatus.REFUSED.code());
  }

  public static Optional<JobFailure> find(ObjectStore store, String id) {
    return store.get(key(id)).map(JobFailure::read);
  }

  private static JobFailure read(byte[] content) {
    try {
      return JSON.readValue(content, JobFailure.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectKey key(String id) {
    return ObjectKey.of("jobs", id, "failure.json");
  }

  /** The end of a run with its reason. */
  public JobExit explain(JobExit refused) {
    boolean diverged = ErrorCode.TRAINING_DIVERGED.code().equals(code);
    JobReason reason = diverged ? JobReason.DIVERGED : refused.reason();
    return new JobExit(refused.code(), reason, code + ": " + message, refused.at());
  }
}
