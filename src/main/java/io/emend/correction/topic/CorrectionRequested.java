package io.emend.correction.topic;

import static io.emend.error.EmendException.require;

import io.emend.correction.CorrectionRecords;
import io.emend.correction.CorrectionRequest;

/**
 * The event that asks for a correction.
 *
 * @param id {@code cor_} and a UUID; a request with the same id is the same request
 * @param keep whether the result is kept in the store, besides being told
 */
public record CorrectionRequested(String id, boolean keep, CorrectionRequest request) {

  public CorrectionRequested {
    require(CorrectionRecords.isId(id), "id", "must be cor_ and a UUID", id);
    require(request != null, "request", "must be there", request);
  }
}
