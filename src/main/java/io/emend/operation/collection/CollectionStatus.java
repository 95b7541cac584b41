package io.emend.operation.collection;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.collection.CollectionCounts;
import io.emend.operation.OperationProgress;
import io.emend.operation.OperationState;
import io.emend.preference.DatasetId;
import java.time.Instant;

/**
 * Where a collection stands. Stored as {@code collections/{id}/status.json}, replaced as it
 * changes.
 *
 * @param dataset the version, as {@code name/version}, from when it begins to be written
 * @param reason why it failed, else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CollectionStatus(
    OperationState state,
    OperationProgress<CollectionCounts> progress,
    String dataset,
    String reason,
    Instant startedAt,
    Instant endedAt) {

  public CollectionStatus {
    if (endedAt != null && startedAt != null && endedAt.isBefore(startedAt)) {
      // The clock was set back meanwhile.
      endedAt = startedAt;
    }
    require(state != null, "state", "must be given", state);
    require(progress != null, "progress", "must be given", progress);
    require(state.ended() == (endedAt != null), "endedAt", "must stand with a final state", state);
    boolean written = state != OperationState.SUCCEEDED || dataset != null;
    require(written, "dataset", "must stand with success", dataset);
    boolean told = (state == OperationState.FAILED) == (reason != null);
    require(told, "reason", "must stand with failure", reason);
  }

  static CollectionStatus queued(Long total) {
    return new CollectionStatus(
        OperationState.QUEUED,
        OperationProgress.none(total, CollectionCounts.none()),
        null,
        null,
        null,
        null);
  }

  CollectionStatus running(OperationProgress<CollectionCounts> now) {
    Instant start = startedAt == null ? Instant.now() : startedAt;
    return new CollectionStatus(OperationState.RUNNING, now, dataset, null, start, null);
  }

  CollectionStatus writing(DatasetId version) {
    return new CollectionStatus(state, progress, version.toString(), null, startedAt, null);
  }

  CollectionStatus succeeded() {
    return ended(OperationState.SUCCEEDED, null);
  }

  CollectionStatus failed(String why) {
    return ended(OperationState.FAILED, why);
  }

  CollectionStatus cancelled() {
    return ended(OperationState.CANCELLED, null);
  }

  private CollectionStatus ended(OperationState last, String why) {
    return new CollectionStatus(last, progress, dataset, why, startedAt, Instant.now());
  }
}
