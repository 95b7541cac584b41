package io.emend.inference.embedded;

import io.emend.engine.Engine;
import io.emend.engine.GenerationListener;
import io.emend.engine.GenerationRequest;
import io.emend.engine.GenerationResult;
import io.emend.engine.sampling.Sampling;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.InferenceConfig;
import io.emend.model.Prompt;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The engine for reactive callers: who goes away frees the slot. */
@Singleton
public class Generator {
  private final ServingModel model;
  private final InferenceConfig config;
  private final GenerationTimes times;
  private final GenerationTraces traces;
  private final StartTimes start;

  Generator(
      ServingModel model,
      InferenceConfig config,
      GenerationTimes times,
      GenerationTraces traces,
      StartTimes start) {
    this.model = model;
    this.config = config;
    this.times = times;
    this.traces = traces;
    this.start = start;
  }

  /** A piece of a response: text as it comes, then the whole. */
  public sealed interface Event {}

  /** New text. */
  public record TextEvent(String text) implements Event {}

  /** The end. */
  public record ResultEvent(GenerationResult result) implements Event {}

  /** Goes on on a worker thread: the engine's own must not wait for what follows. */
  public Uni<GenerationResult> generate(
      Prompt prompt, Sampling sampling, Optional<String> adapter) {
    return stream(prompt, sampling, adapter)
        .filter(ResultEvent.class::isInstance)
        .map(event -> ((ResultEvent) event).result())
        .toUni()
        .emitOn(Infrastructure.getDefaultWorkerPool());
  }

  public Multi<Event> stream(Prompt prompt, Sampling sampling, Optional<String> adapter) {
    GenerationRequest request =
        new GenerationRequest(prompt, sampling, adapter, Instant.now().plus(config.deadline()));
    return Multi.createFrom()
        .emitter(
            emitter -> {
              Emission emission =
                  new Emission(emitter, times, traces.begin(request), start, model::failed);
              emitter.onTermination(submit(request, emission)::cancel);
            });
  }

  private Engine.Cancellation submit(GenerationRequest request, Emission emission) {
    try {
      return model.engine().submit(request, emission);
    } catch (EmendException refused) {
      emission.trace().fail(refused);
      throw refused;
    }
  }

  /** What the engine tells, passed on. */
  private record Emission(
      MultiEmitter<? super Event> emitter,
      GenerationTimes times,
      GenerationTrace trace,
      StartTimes start,
      Consumer<EmendException> failed)
      implements GenerationListener {

    @Override
    public void onText(String text) {
      start.reached(StartPhase.FIRST_TOKEN);
      emitter.emit(new TextEvent(text));
    }

    @Override
    public void onComplete(GenerationResult result) {
      start.reached(StartPhase.FIRST_TOKEN);
      times.record(result);
      trace.complete(result);
      emitter.emit(new ResultEvent(result));
      emitter.complete();
    }

    /** Who cancelled has gone: nobody is left to be told of that. */
    @Override
    public void onError(EmendException error) {
      trace.fail(error);
      failed.accept(error);
      if (error.code() != ErrorCode.CANCELLED) {
        emitter.fail(error);
      }
    }
  }
}
