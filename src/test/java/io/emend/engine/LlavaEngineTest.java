package io.emend.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.generation.Sampling;
import io.emend.generation.TokenBias;
import io.emend.generation.TokenLogprob;
import io.emend.model.ChatMessage;
import io.emend.model.ChatMessage.Picture;
import io.emend.model.ChatMessage.Role;
import io.emend.model.ChatMessage.Text;
import io.emend.model.LoadedModel;
import io.emend.model.ModelLoader;
import io.emend.model.PixelValues;
import io.emend.model.Precision;
import io.emend.model.Prompt;
import io.emend.model.image.PixelTensor;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine over the real runtime in f32: equal to the last bit, whatever else is going on. */
class LlavaEngineTest {
  private static final Path CHECKPOINT = Path.of("src/test/resources/golden/clip-gqa-tied/model");
  private static LoadedModel model;

  @BeforeAll
  static void load() {
    // At this size one thread is enough; on a busy machine two wait for each other.
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    model = ModelLoader.load("random", CHECKPOINT, Precision.F32, "cpu");
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static Engine engine(int batch) {
    return new ContinuousBatchingEngine(model, new EngineOptions(batch, 20, 64, 512, 48, 1 << 16));
  }

  private static PixelValues picture(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[3 * 32 * 32];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-2, 2);
    }
    return new PixelTensor("picture" + seed, 32, 32, values);
  }

  private static Prompt prompt(int n) {
    Text question = new Text("what is it " + "and why ".repeat(n % 5) + n);
    return model
        .processor()
        .prompt(
            List.of(new ChatMessage(Role.USER, List.of(new Picture(picture(n % 3)), question))));
  }

  private static Sampling sampling(long seed) {
    return new Sampling(1, 0.98, 0, 0, 1.1, seed, 40, List.of(), 0, TokenBias.NONE);
  }

  private static Heard ask(Engine engine, int n) {
    Heard heard = new Heard();
    engine.submit(new GenerationRequest(prompt(n), sampling(n), EngineBench.NEVER), heard);
    return heard;
  }

  /** Not the tokens alone: a difference in the last bit would show here long before one in them. */
  private static List<Double> logprobs(Heard heard) {
    return heard.result().logprobs().stream().map(TokenLogprob::logprob).toList();
  }

  private static List<Double> alone(int n) {
    try (Engine engine = engine(1)) {
      return logprobs(ask(engine, n));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 16})
  void aBatchComputesWhatEachRequestComputesAlone(int batch) {
    List<List<Double>> alone = IntStream.range(0, 16).mapToObj(LlavaEngineTest::alone).toList();
    try (Engine engine = engine(batch)) {
      List<Heard> heard = IntStream.range(0, 16).mapToObj(n -> ask(engine, n)).toList();
      assertThat(heard.stream().map(LlavaEngineTest::logprobs)).isEqualTo(alone);
    }
  }

  @Test
  void whatIsFoundInTheCacheIsWhatWouldBeComputed() {
    try (Engine engine = engine(1)) {
      List<Double> first = logprobs(ask(engine, 4));
      Heard again = ask(engine, 4);
      assertThat(logprobs(again)).isEqualTo(first);
      assertThat(again.result().cachedTokens()).isPositive();
    }
  }

  @Test
  void theSecondTurnContinuesOnTheFirst() {
    try (Engine engine = engine(1)) {
      Prompt before = prompt(1);
      GenerationResult answer = ask(engine, 1).result();
      int[] more = model.processor().encode(" look again");
      int[] tokens =
          IntStream.concat(
                  IntStream.concat(IntStream.of(before.tokens()), IntStream.of(answer.tokens())),
                  IntStream.of(more))
              .toArray();
      Heard second = new Heard();
      engine.submit(
          new GenerationRequest(
              new Prompt(tokens, before.images()), sampling(2), EngineBench.NEVER),
          second);
      assertThat(second.result().cachedTokens())
          .isEqualTo(before.length() + answer.tokens().length - 1);
    }
  }
}
