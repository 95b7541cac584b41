package io.emend.operation.collection;

import io.emend.collection.CollectionSpec;
import io.emend.operation.Operation;
import io.emend.operation.OperationFailure;
import io.emend.operation.OperationState;
import java.time.Instant;

/** A collection as it stands. */
public record StoredCollection(CollectionSpec spec, CollectionStatus status)
    implements Operation<StoredCollection> {

  @Override
  public String id() {
    return spec.id();
  }

  @Override
  public OperationState state() {
    return status.state();
  }

  @Override
  public Instant createdAt() {
    return spec.createdAt();
  }

  @Override
  public StoredCollection cancelled(Instant now) {
    return state().ended() ? this : new StoredCollection(spec, status.cancelled());
  }

  @Override
  public StoredCollection failed(OperationFailure why, Instant now) {
    return state().ended() ? this : new StoredCollection(spec, status.failed(why.detail()));
  }
}
