package io.emend.engine;

import io.emend.generation.Sampling;
import io.emend.generation.TokenBias;
import io.emend.model.LoadedModel;
import io.emend.model.Prompt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** An engine over the fake model, as the tests of the engine use it. */
final class EngineBench implements AutoCloseable {
  static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  /** Of four pictures of the usual size. */
  static final long PICTURE_BYTES = 4 * FakeModel.IMAGE_TOKENS * FakeFeatures.TOKEN_BYTES;

  static final EngineOptions OPTIONS =
      new EngineOptions(8, 12, 64, FakeModel.CONTEXT, 16, PICTURE_BYTES);

  private final FakeModel model;
  private final Engine engine;
  private final Semaphore gate = new Semaphore(0);

  EngineBench(FakeModel model, EngineOptions options) {
    this.model = model;
    this.engine =
        new ContinuousBatchingEngine(new LoadedModel(model, new FakeProcessor()), options);
  }

  EngineBench() {
    this(new FakeModel(), OPTIONS);
  }

  static EngineOptions options(int batch, int slots, int queue) {
    return new EngineOptions(batch, slots, queue, FakeModel.CONTEXT, 16, PICTURE_BYTES);
  }

  static Sampling greedy(int maxTokens, String... stop) {
    return new Sampling(0, 1, 0, 0, 1, null, maxTokens, List.of(stop), -1, TokenBias.NONE);
  }

  static Sampling seeded(long seed, int maxTokens) {
    return new Sampling(0.9, 0.95, 0, 0.01, 1.1, seed, maxTokens, List.of(), -1, TokenBias.NONE);
  }

  FakeModel model() {
    return model;
  }

  Engine engine() {
    return engine;
  }

  Heard ask(Prompt prompt, Sampling sampling) {
    Heard heard = new Heard();
    engine.submit(new GenerationRequest(prompt, sampling, NEVER), heard);
    return heard;
  }

  Heard ask(String prompt, Sampling sampling) {
    return ask(FakeProcessor.prompt(prompt), sampling);
  }

  Heard ask(String prompt) {
    return ask(prompt, greedy(40));
  }

  /** Text of a request that has an engine for itself. */
  static String alone(String prompt, Sampling sampling) {
    try (EngineBench bench = new EngineBench()) {
      return bench.ask(prompt, sampling).text();
    }
  }

  /** From now on a decode step waits for {@link #step}. */
  EngineBench held() {
    model.before(
        step -> {
          if (step.equals("decode")) {
            gate.acquireUninterruptibly();
          }
        });
    return this;
  }

  void step(int count) {
    gate.release(count);
  }

  void letGo() {
    gate.release(1_000_000);
  }

  List<String> texts(List<Heard> heard) {
    List<String> texts = new ArrayList<>();
    heard.forEach(each -> texts.add(each.text()));
    return texts;
  }

  @Override
  public void close() {
    letGo();
    engine.close();
  }
}
