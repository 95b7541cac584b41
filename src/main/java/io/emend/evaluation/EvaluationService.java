package io.emend.evaluation;

import io.emend.correction.CorrectionTurns;
import io.emend.correction.ReviewIntent;
import io.emend.correction.TurnPlan;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.evaluation.score.ScoredSample;
import io.emend.evaluation.score.ScoredSample.Reply;
import io.emend.evaluation.source.HeldOut;
import io.emend.evaluation.source.LabelledSample;
import io.emend.evaluation.source.LabelledSource;
import io.emend.evaluation.source.LabelledSources;
import io.emend.inference.Turn;
import io.emend.inference.chat.AnswerRetry;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.chat.ModelChoice;
import io.emend.inference.chat.ModelLifecycle;
import io.emend.inference.image.ImageResolver;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs labelled samples through one or two greedy turns, many at a time. */
@Singleton
public class EvaluationService {
  private static final Set<ErrorCode> OF_THE_SAMPLE =
      EnumSet.of(
          ErrorCode.IMAGE_CORRUPT,
          ErrorCode.IMAGE_UNSUPPORTED,
          ErrorCode.IMAGE_TOO_LARGE,
          ErrorCode.INVALID_VALUE,
          ErrorCode.CONTEXT_TOO_LONG,
          ErrorCode.DEADLINE_EXCEEDED,
          ErrorCode.ENGINE_TIMEOUT,
          ErrorCode.ENGINE_REQUEST_REFUSED);

  private final CorrectionTurns turns;
  private final ImageResolver images;
  private final ModelCatalog catalog;
  private final ModelLifecycle model;
  private final LabelledSources sources;

  EvaluationService(
      CorrectionTurns turns,
      ImageResolver images,
      ModelCatalog catalog,
      ModelLifecycle model,
      LabelledSources sources) {
    this.turns = turns;
    this.images = images;
    this.catalog = catalog;
    this.model = model;
    this.sources = sources;
  }

  /** A sample by its place in the source: scored, or failed. */
  private record Placed(int place, ScoredSample sample, FailedSample failure) {}

  /**
   * Samples are read as they are asked, so that no more of them are in memory than are answered at
   * a time.
   *
   * @param progress hears of each sample as it is scored, in any order, never twice at a time; what
   *     it throws ends the run and is thrown on
   * @throws EmendException of the first failure that is not a sample's own, naming the sample;
   *     {@code source_invalid} if all samples failed
   */
  public EvaluationResult run(EvaluationRequest request, Consumer<EvaluationProgress> progress) {
    ModelChoice choice = catalog.require(request.model());
    int total = total(request);
    HeldOut source = new HeldOut(sources.open(request.source()), request.trained());
    Notice notice = new Notice(total, progress);
    List<Placed> placed;
    try (Stream<LabelledSample> samples = source.samples().limit(request.limit())) {
      placed = inOrder(answered(samples, choice, request.mode(), notice).collect().asList());
    }
    List<FailedSample> failures =
        placed.stream().map(Placed::failure).filter(Objects::nonNull).toList();
    if (!placed.isEmpty() && failures.size() == placed.size()) {
      throw allFailed(request.source(), failures);
    }
    return new EvaluationResult(
        choice.name(),
        request.source(),
        request.mode(),
        source.excluded(),
        placed.stream().map(Placed::sample).filter(Objects::nonNull).toList(),
        failures);
  }

  private static EmendException allFailed(String source, List<FailedSample> failures) {
    return new EmendException(
        ErrorCode.SOURCE_INVALID,
        "all " + failures.size() + " samples failed, the first: " + failures.get(0).line(),
        Map.of("field", "source", "value", source));
  }

  /** A file is read once before, so that a bad row is told before the model's time is spent. */
  private int total(EvaluationRequest request) {
    LabelledSource source = sources.open(request.source());
    if (source.endless()) {
      return request.limit();
    }
    HeldOut heldOut = new HeldOut(source, request.trained());
    try (Stream<LabelledSample> samples = heldOut.samples().limit(request.limit())) {
      return (int) samples.count();
    }
  }

  /** Tells of the progress. */
  private record Notice(
      AtomicReference<EvaluationProgress> now, Consumer<EvaluationProgress> progress) {

    Notice(int total, Consumer<EvaluationProgress> progress) {
      this(new AtomicReference<>(new EvaluationProgress(0, total, 0, Map.of())), progress);
    }

    void done(Placed one) {
      progress.accept(
          now.updateAndGet(
              before -> one.sample() == null ? before.plusFailure() : before.plus(one.sample())));
    }
  }

  private Multi<Placed> answered(
      Stream<LabelledSample> samples, ModelChoice choice, EvaluationMode mode, Notice notice) {
    AtomicInteger place = new AtomicInteger();
    return Multi.createFrom()
        .items(samples)
        .onItem()
        .transformToUni(sample -> placed(place.getAndIncrement(), choice, sample, mode))
        .merge(model.maxConcurrency())
        .invoke(notice::done);
  }

  private static List<Placed> inOrder(Uni<List<Placed>> placed) {
    return placed.await().indefinitely().stream()
        .sorted(Comparator.comparingInt(Placed::place))
        .toList();
  }

  private Uni<Placed> placed(
      int place, ModelChoice choice, LabelledSample sample, EvaluationMode mode) {
    return AnswerRetry.of(() -> score(choice, sample, mode))
        .map(scored -> new Placed(place, scored, null))
        .onFailure(EvaluationService::ofTheSample)
        .recoverWithItem(e -> new Placed(place, null, FailedSample.of(sample, e)))
        .onFailure(EmendException.class)
        .transform(e -> named(sample, (EmendException) e));
  }

  /** Whether a picture or a prompt is at fault, and the next sample may do better. */
  private static boolean ofTheSample(Throwable e) {
    return OF_THE_SAMPLE.contains(ErrorCode.of(e));
  }

  private static EmendException named(LabelledSample sample, EmendException error) {
    EmendException named =
        new EmendException(
            error.code(), "sample " + sample.id() + ": " + error.getMessage(), error.details());
    named.initCause(error);
    return named;
  }

  private Uni<ScoredSample> score(ModelChoice choice, LabelledSample sample, EvaluationMode mode) {
    return turns
        .all(plan(choice, sample, mode))
        .map(
            ended ->
                ScoredSample.of(
                    sample, reply(ended.get(0)), ended.size() == 1 ? null : reply(ended.get(1))));
  }

  private TurnPlan plan(ModelChoice choice, LabelledSample sample, EvaluationMode mode) {
    int rounds =
        switch (mode) {
          case DIRECT -> 0;
          case CORRECTED -> 1;
        };
    return turns.greedy(
        choice, sample.question(), images.pictures(sample.images()), ReviewIntent.CRITIQUE, rounds);
  }

  private static Reply reply(Turn turn) {
    return new Reply(turn.result().text(), turn.answer().found().orElse(null));
  }
}
