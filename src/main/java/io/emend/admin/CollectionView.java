package io.emend.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.emend.collection.CollectionProgress;
import io.emend.collection.CollectionSpec;
import io.emend.collection.CollectionState;
import io.emend.collection.CollectionStatus;
import io.emend.collection.PairsRequest;
import io.emend.collection.StoredCollection;
import io.emend.inference.SamplingRequest;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A collection as the API tells it: what was asked for with the defaults filled in, and how far it
 * is.
 *
 * @param dataset the version, as {@code name/version}, from when it begins to be written
 * @param reason why it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CollectionView(
    String id,
    String name,
    String source,
    @Schema(description = "critique, coverage, context, detail or {\"text\": …}") JsonNode review,
    Integer limit,
    long seed,
    SamplingRequest sampling,
    String model,
    int samplesPerQuestion,
    PairsRequest pairs,
    CollectionState state,
    @JsonUnwrapped CollectionProgress progress,
    String dataset,
    String reason,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt) {

  static CollectionView of(StoredCollection collection) {
    CollectionSpec spec = collection.spec();
    CollectionStatus status = collection.status();
    return new CollectionView(
        spec.id(),
        spec.name(),
        spec.source(),
        spec.review().json(),
        spec.limit(),
        spec.seed(),
        spec.sampling(),
        spec.model(),
        spec.samplesPerQuestion(),
        PairsRequest.of(spec.pairs()),
        status.state(),
        status.progress(),
        status.dataset(),
        status.reason(),
        spec.createdAt(),
        status.startedAt(),
        status.endedAt());
  }
}
