package io.emend.collection;

import static io.emend.error.EmendException.require;

import io.emend.correction.Review;
import io.emend.inference.SamplingRequest;
import io.emend.preference.DatasetId;
import io.emend.preference.pair.PairOptions;
import java.time.Instant;
import java.util.Objects;

/**
 * What a collection is to do; never changes. Stored as {@code collections/{id}/spec.json}.
 *
 * @param name of the dataset
 * @param limit most questions; null for all of the source
 * @param sampling without a seed: each sample has its own
 * @param model name of who answers, from the first sample to the last
 * @param samplesPerQuestion how often each question is asked
 */
public record CollectionSpec(
    String id,
    String name,
    String source,
    Review review,
    Integer limit,
    long seed,
    SamplingRequest sampling,
    String model,
    int samplesPerQuestion,
    PairOptions pairs,
    Origin origin,
    Instant createdAt) {
  private static final String ID = "col-[0-9a-f-]{36}";
  private static final int MOST_SAMPLES = 64;

  public CollectionSpec {
    require(isId(id), "id", "must match " + ID, id);
    name = new DatasetId(name, "v1").name();
    require(source != null && !source.isBlank(), "source", "must be given", source);
    require(review != null, "review", "must be given", review);
    require(limit == null || limit >= 1, "limit", "must be 1 or more", limit);
    boolean ends = limit != null || !source.startsWith("scenes:");
    require(ends, "limit", "must be given for scenes, which have no end", limit);
    require(sampling != null, "sampling", "must be given", sampling);
    requireSampling(sampling, samplesPerQuestion);
    require(model != null && !model.isBlank(), "model", "must be given", model);
    require(pairs != null, "pairs", "must be given", pairs);
    Objects.requireNonNull(origin);
    Objects.requireNonNull(createdAt);
  }

  private static void requireSampling(SamplingRequest sampling, int samples) {
    // The default is checked where it is configured; any number of tokens will do here.
    boolean greedy = sampling.sampling(1).temperature() == 0;
    require(
        sampling.seed() == null,
        "sampling.seed",
        "must be left out: each sample's comes from the collection's seed",
        sampling.seed());
    require(
        samples >= 1 && samples <= MOST_SAMPLES,
        "samplesPerQuestion",
        "must be 1 to " + MOST_SAMPLES,
        samples);
    require(
        samples == 1 || !greedy,
        "samplesPerQuestion",
        "must be 1 at temperature 0, where all answers are the same",
        samples);
  }

  public static boolean isId(String id) {
    return id != null && id.matches(ID);
  }

  /** Samples there will be at most; null where the source alone decides. */
  public Long total() {
    return limit == null ? null : (long) limit * samplesPerQuestion;
  }

  /** Whether both ask for the same; id and time do not count. */
  public boolean asksTheSameAs(CollectionSpec other) {
    return equals(
        new CollectionSpec(
            id,
            other.name,
            other.source,
            other.review,
            other.limit,
            other.seed,
            other.sampling,
            other.model,
            other.samplesPerQuestion,
            other.pairs,
            other.origin,
            createdAt));
  }
}
