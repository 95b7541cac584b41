package io.emend.collection;

import io.emend.error.ErrorCode;
import io.emend.inference.chat.AnswerRetry;
import io.emend.preference.LabelledCorrection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Samples that are being asked. One thread asks and collects; closing lets go of the rest. */
final class SamplesInFlight implements AutoCloseable {
  private final CollectionSpec spec;
  private final CorrectionClient client;
  private final BlockingQueue<Landed> landed = new LinkedBlockingQueue<>();
  private final Map<String, Cancellable> flying = new HashMap<>();

  /** What became of a sample: a row, or a failure that no sample is to blame for. */
  private record Landed(String id, CollectedRow row, RuntimeException failure) {}

  SamplesInFlight(CollectionSpec spec, CorrectionClient client) {
    this.spec = spec;
    this.client = client;
  }

  int count() {
    return flying.size();
  }

  void ask(PlannedSample sample) {
    String id = sample.id();
    flying.put(
        id,
        row(sample)
            .subscribe()
            .with(
                row -> landed.add(new Landed(id, row, null)),
                e -> landed.add(new Landed(id, null, unchecked(e)))));
  }

  private Uni<CollectedRow> row(PlannedSample sample) {
    if (sample.trouble() != null) {
      return Uni.createFrom().item(CollectedRow.failed(sample.id(), sample.trouble()));
    }
    return AnswerRetry.of(() -> asked(sample))
        .map(CollectedRow::of)
        .onFailure(SamplesInFlight::ofTheSample)
        .recoverWithItem(e -> CollectedRow.failed(sample.id(), e));
  }

  private Uni<LabelledCorrection> asked(PlannedSample sample) {
    return Uni.createFrom()
        .deferred(() -> client.answer(spec, sample))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  /** Whether the next sample may do better: a picture or a prompt is at fault, not the model. */
  private static boolean ofTheSample(Throwable e) {
    return switch (ErrorCode.of(e).category()) {
      case UNPROCESSABLE, TOO_LARGE, UNSUPPORTED_TYPE, TIMEOUT, INTERNAL -> true;
      case BAD_REQUEST,
          UNAUTHENTICATED,
          FORBIDDEN,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE,
          CONFLICT,
          TOO_MANY_REQUESTS,
          UPSTREAM,
          UNAVAILABLE ->
          false;
    };
  }

  private static RuntimeException unchecked(Throwable e) {
    return e instanceof RuntimeException known ? known : new IllegalStateException(e);
  }

  /**
   * The next row that is there within a time.
   *
   * @throws RuntimeException what ends the collection
   */
  Optional<CollectedRow> next(Duration patience) throws InterruptedException {
    Landed one = landed.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (one == null) {
      return Optional.empty();
    }
    flying.remove(one.id());
    if (one.failure() != null) {
      throw one.failure();
    }
    return Optional.of(one.row());
  }

  @Override
  public void close() {
    flying.values().forEach(Cancellable::cancel);
  }
}
