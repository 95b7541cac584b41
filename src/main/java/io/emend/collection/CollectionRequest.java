package io.emend.collection;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.emend.correction.Review;
import io.emend.inference.SamplingRequest;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A collection to start.
 *
 * @param name of the dataset that a version is added to
 * @param source as {@link io.emend.evaluation.source.LabelledSource#open} takes it
 * @param review an intent's name, or an object with a text of one's own; critique by default
 * @param limit most questions; all of the source where it is left out
 * @param seed from which each sample's own is derived; 0 by default
 * @param model the base model's or an adapter's id; the one in production by default
 * @param samplesPerQuestion 1 by default
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CollectionRequest(
    String name,
    @Schema(required = true) String source,
    @Schema(description = "critique, coverage, context, detail or {\"text\": …}") JsonNode review,
    Integer limit,
    Long seed,
    SamplingRequest sampling,
    String model,
    Integer samplesPerQuestion,
    PairsRequest pairs) {

  /** The request that a collection would come from, with nothing left out. */
  public static CollectionRequest of(CollectionSpec spec) {
    return new CollectionRequest(
        spec.name(),
        spec.source(),
        spec.review().json(),
        spec.limit(),
        spec.seed(),
        spec.sampling(),
        spec.model(),
        spec.samplesPerQuestion(),
        PairsRequest.of(spec.pairs()));
  }

  /**
   * A new collection of this.
   *
   * @param id of the new collection
   * @param answering name of who answers, for the whole collection, whatever is promoted meanwhile
   * @throws io.emend.error.EmendException {@code invalid_value} or {@code unknown_field}
   */
  public CollectionSpec spec(String id, String answering, Origin origin) {
    return new CollectionSpec(
        id,
        name,
        source,
        Review.of(review),
        limit,
        requireNonNullElse(seed, 0L),
        requireNonNullElse(sampling, SamplingRequest.NONE),
        answering,
        requireNonNullElse(samplesPerQuestion, 1),
        requireNonNullElse(pairs, PairsRequest.NONE).options(),
        origin,
        Instant.now());
  }
}
