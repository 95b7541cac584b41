package io.emend.evaluation;

import io.emend.correction.CorrectionService;
import io.emend.correction.Outcome;
import io.emend.correction.ReviewIntent;
import io.emend.engine.Sampling;
import io.emend.inference.ImageResolver;
import io.emend.inference.InferenceService;
import io.emend.inference.SamplingRequest;
import io.emend.inference.Turn;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs labelled samples through one or two greedy turns, many at a time. */
@Singleton
public class EvaluationService {
  private static final int CONCURRENCY = 16;

  private final InferenceService inference;
  private final CorrectionService correction;
  private final ImageResolver images;

  EvaluationService(
      InferenceService inference, CorrectionService correction, ImageResolver images) {
    this.inference = inference;
    this.correction = correction;
    this.images = images;
  }

  /**
   * @param limit most samples
   * @param progress hears of each sample as it is scored
   * @return in the order of the source
   */
  public List<ScoredSample> run(
      LabelledSource source, EvaluationMode mode, int limit, Consumer<ScoredSample> progress) {
    try (Stream<LabelledSample> samples = source.samples().limit(limit)) {
      List<Uni<ScoredSample>> scores =
          samples.map(sample -> score(sample, mode).invoke(progress)).toList();
      return scores.isEmpty()
          ? List.of()
          : Uni.join()
              .all(scores)
              .usingConcurrencyOf(CONCURRENCY)
              .andFailFast()
              .await()
              .indefinitely();
    }
  }

  private Uni<ScoredSample> score(LabelledSample sample, EvaluationMode mode) {
    Sampling greedy = inference.sampling(SamplingRequest.NONE);
    // Deferred, since a request's deadline and its pixels begin when its turn has come.
    Uni<Turn> first =
        Uni.createFrom()
            .deferred(
                () -> inference.first(sample.question(), images.pixels(sample.image()), greedy));
    return switch (mode) {
      case DIRECT -> first.map(turn -> scored(sample, turn, null));
      case CORRECTED ->
          first.chain(
              turn -> {
                String review = correction.review(ReviewIntent.CRITIQUE, sample.question());
                return inference
                    .next(turn, review, sample.question(), greedy)
                    .map(second -> scored(sample, turn, second));
              });
    };
  }

  private static ScoredSample scored(LabelledSample sample, Turn first, Turn second) {
    String initial = first.answer().found().orElse(null);
    String refined = second == null ? null : second.answer().found().orElse(null);
    boolean right = sample.answer().equalsIgnoreCase(initial);
    Outcome outcome =
        second == null ? null : Outcome.of(right, sample.answer().equalsIgnoreCase(refined));
    return new ScoredSample(
        sample.id(),
        sample.category(),
        sample.question().options().size(),
        sample.answer(),
        initial,
        refined,
        outcome);
  }
}
