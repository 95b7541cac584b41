package io.emend.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.emend.collection.CollectionCounts;
import io.emend.collection.CollectionRequest;
import io.emend.operation.OperationProgress;
import io.emend.operation.OperationState;
import io.emend.operation.collection.CollectionStatus;
import io.emend.operation.collection.StoredCollection;
import io.emend.operation.lifecycle.Observed;
import java.time.Instant;

/**
 * A collection as the API tells it: what was asked for, and how far it is.
 *
 * @param request with the defaults filled in
 * @param dataset the version, as {@code name/version}, from when it begins to be written
 * @param reason why it failed
 * @param message what it or the job that runs it waits for, as a sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CollectionView(
    String id,
    @JsonUnwrapped CollectionRequest request,
    OperationState state,
    @JsonUnwrapped OperationProgress<CollectionCounts> progress,
    String dataset,
    String reason,
    String message,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt) {

  static CollectionView of(Observed<StoredCollection> observed) {
    StoredCollection collection = observed.operation();
    CollectionStatus status = collection.status();
    return new CollectionView(
        collection.id(),
        CollectionRequest.of(collection.spec()),
        status.state(),
        status.progress(),
        status.dataset(),
        status.reason(),
        observed.message(),
        collection.spec().createdAt(),
        status.startedAt(),
        status.endedAt());
  }
}
